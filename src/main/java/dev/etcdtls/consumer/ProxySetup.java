package dev.etcdtls.consumer;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.inventory.ProxyLeg;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import java.util.List;

/**
 * What the texts of a localhost proxy are made of.
 *
 * @param listen a loopback address: behind it stands the whole of {@code /registry}
 * @param servers in the order in which they are to stand
 * @param certificates the folder of the proxy's one certificate set, used on both legs
 */
public record ProxySetup(
        Authority listen, ProxyLeg leg, List<MemberServer> servers, CertificateFolder certificates, Service service) {
    public ProxySetup {
        servers = List.copyOf(servers);
        if (!listen.isLoopback()) {
            throw new IllegalArgumentException("a localhost proxy listens on loopback, not on " + listen);
        }
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("a proxy without a member behind it");
        }
    }

    /**
     * @param program haproxy or etcd
     * @param user what it runs as, owner of its key
     * @param consumer the unit that is to start after it
     */
    public record Service(FilePath program, ServiceUser user, UnitName consumer) {}
}
