package dev.etcdtls.cli;

import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.certificate.Usage;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.port.CertificateIssuer.IssuedCertificate;
import dev.etcdtls.report.EtcdctlLines;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        description = {
            "Make a client certificate: NAME.key, NAME.crt and ca.crt, and the lines for etcdctl.",
            "The key is born on this machine and never leaves it."
        })
final class ClientCommand implements Callable<Integer> {
    @ParentCommand
    private Main main = new Main();

    @Parameters(paramLabel = "NAME", description = "the common name; etcd's RBAC takes it for the user")
    private String name = "";

    @Option(names = "--out", paramLabel = "DIR", description = "where the files are written (.)")
    private Path out = Path.of(".");

    @Option(names = "--force", description = "replace files that are there")
    private boolean force;

    @Override
    public Integer call() {
        InventoryFile inventory = InventoryFile.read(main.flags().inventory);
        ClientFiles files = new ClientFiles(out.toAbsolutePath().normalize(), checkedName());
        files.refuseToReplace(force);
        try (Wiring wiring = new Wiring(main.flags(), inventory, new MemoryIdentity())) {
            ClientKey key = ClientKey.make(name);
            CertificateRequest request = new CertificateRequest(
                    name,
                    new TreeSet<>(),
                    new TreeSet<>(),
                    Set.of(Usage.CLIENT),
                    inventory.inventory().issuer().ttl());
            IssuedCertificate issued =
                    wiring.issuer().sign(key.request(), request).orThrow();
            files.write(key.key(), issued);
            List<String> endpoints = TlsEndpoints.of(
                    wiring.observer().observe(inventory.inventory()),
                    inventory.inventory().tuning().ports());
            main.voice().result(() -> text(files, endpoints), () -> json(files, endpoints));
            return ExitCode.DONE;
        }
    }

    private String checkedName() {
        try {
            return new ConsumerName(name).value();
        } catch (IllegalArgumentException e) {
            throw InitCommand.wrong("NAME", String.valueOf(e.getMessage()), "use letters, digits, dots and dashes");
        }
    }

    private static String text(ClientFiles files, List<String> endpoints) {
        return String.join("\n", EtcdctlLines.environment(endpoints, files.paths())) + "\n";
    }

    private static Map<String, ?> json(ClientFiles files, List<String> endpoints) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("endpoints", endpoints);
        object.put("trustedCa", files.paths().trustedCa());
        object.put("certificate", files.paths().certificate());
        object.put("key", files.paths().key());
        return object;
    }
}
