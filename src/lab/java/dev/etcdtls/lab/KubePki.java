package dev.etcdtls.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * The certificates that Kubernetes has before anybody touches it: a CA of its own, made on the first apiserver's host
 * and copied to the others by hand, one serving certificate an apiserver, one client certificate for the administrator.
 */
final class KubePki {
    static final String FOLDER = "/etc/kubernetes/pki";
    static final String TOKENS = "/etc/kubernetes/tokens.csv";

    /** What an administrator or another apiserver needs of it. */
    private static final List<String> SHARED =
            List.of("ca.crt", "ca.key", "sa.key", "sa.pub", "admin.crt", "admin.key");

    private static final String ACCOUNT = """
            useradd --system --home-dir /var/lib/kube --shell /usr/sbin/nologin kube
            install -d -o kube -g kube -m 0700 /var/lib/kube
            install -d -o root -g kube -m 0750 /etc/kubernetes /etc/kubernetes/pki
            """;

    private static final String KEY = """
            key="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
            cd /etc/kubernetes/pki
            """;

    private static final String AUTHORITY = KEY + """
            openssl req -x509 $key -days 365 -subj "/CN=kubernetes-ca" -keyout ca.key -out ca.crt
            openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out sa.key
            openssl pkey -in sa.key -pubout -out sa.pub
            openssl req -new $key -subj "/O=system:masters/CN=admin" -keyout admin.key -out admin.csr
            printf 'extendedKeyUsage=clientAuth\\n' > admin.ext
            openssl x509 -req -in admin.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -extfile admin.ext -out admin.crt
            printf '%s,api-load,1,"system:masters"\\n' "$(openssl rand -hex 16)" > /etc/kubernetes/tokens.csv
            rm -f admin.csr admin.ext
            """;

    private static final String SERVING = KEY + """
            openssl req -new $key -subj "/CN=kube-apiserver" -keyout apiserver.key -out apiserver.csr
            printf 'subjectAltName=%s\\nextendedKeyUsage=serverAuth\\n' NAMES > apiserver.ext
            openssl x509 -req -in apiserver.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -extfile apiserver.ext -out apiserver.crt
            rm -f apiserver.csr apiserver.ext
            chown root:kube *.key ../tokens.csv
            chmod 0640 *.key ../tokens.csv
            chmod 0644 *.crt sa.pub
            """;

    private final LabHost first;

    /** @param first where the CA is */
    KubePki(LabHost first) {
        this.first = first;
    }

    /** Makes the CA, and gives each apiserver's host what it needs. */
    void makeFor(List<LabHost> apiservers) {
        apiservers.forEach(host -> host.script(ACCOUNT));
        first.script(AUTHORITY);
        List<HostFile> shared = shared(SHARED);
        for (LabHost host : apiservers) {
            if (host != first) {
                host.put(shared);
                host.put(List.of(new HostFile(TOKENS, 0640, text(TOKENS))));
            }
            host.script(SERVING.replace("NAMES", names(host)));
        }
    }

    /** What a client with the administrator's certificate needs. */
    List<HostFile> administrator() {
        return shared(List.of("ca.crt", "admin.crt", "admin.key"));
    }

    /** The token of the API load. */
    String token() {
        return text(TOKENS).split(",", -1)[0];
    }

    private List<HostFile> shared(List<String> names) {
        List<HostFile> files = new ArrayList<>();
        for (String name : names) {
            files.add(
                    new HostFile(FOLDER + "/" + name, name.endsWith(".key") ? 0600 : 0644, text(FOLDER + "/" + name)));
        }
        return files;
    }

    private String text(String path) {
        return first.script("cat " + path).stdout();
    }

    /** Of the host itself, of the load balancer, and what pods would dial. */
    private static String names(LabHost host) {
        return "DNS:%s,DNS:lb,DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,"
                        .formatted(host.name())
                + "IP:%s,IP:%s,IP:127.0.0.1,IP:10.96.0.1".formatted(host.address(), LabNetwork.BALANCER_ADDRESS);
    }
}
