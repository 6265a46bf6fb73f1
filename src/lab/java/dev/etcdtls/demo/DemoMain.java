package dev.etcdtls.demo;

import dev.etcdtls.lab.EtcdRelease;
import dev.etcdtls.lab.EtcdStyle;
import dev.etcdtls.lab.Guests;
import dev.etcdtls.lab.IssuerChoice;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabException;
import dev.etcdtls.lab.LabOptions;
import dev.etcdtls.lab.WorkloadChoice;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bin/demo}. Exit code 0 = every promise held, 1 = not, 2 = wrong arguments. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a plaintext etcd cluster with a workload that writes to it, takes it to mutual TLS with etcd-tls,",
            "and ends with a table of what was measured. Nothing is left behind unless --keep is given."
        })
public final class DemoMain implements Callable<Integer> {
    @Option(names = "--members", defaultValue = "3", description = "members, 1 to 7 (${DEFAULT-VALUE})")
    private int members;

    @Option(names = "--etcd", defaultValue = "3.5.16", description = "3.5.16 or 3.4.23 (${DEFAULT-VALUE})")
    private EtcdRelease etcd = EtcdRelease.V3_5_16;

    @Option(names = "--issuer", defaultValue = "openbao", description = "openbao or local (${DEFAULT-VALUE})")
    private IssuerChoice issuer = IssuerChoice.OPENBAO;

    @Option(names = "--keep", description = "leave the lab up, to look around")
    private boolean keep;

    private DemoMain() {}

    /** Runs the demonstration and ends the process. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new DemoMain())
                .registerConverter(EtcdRelease.class, EtcdRelease::of)
                .registerConverter(IssuerChoice.class, text -> IssuerChoice.valueOf(text.toUpperCase(Locale.ROOT)))
                .setExecutionExceptionHandler((exception, line, _) -> {
                    if (exception instanceof LabException || exception instanceof DemoException) {
                        line.getErr().println("demo: " + exception.getMessage());
                        return 1;
                    }
                    throw exception;
                });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() {
        Path checkout = Path.of(System.getProperty("etcdtls.checkout", "")).toAbsolutePath();
        Lab lab = Lab.start(new LabOptions(
                "demo", members, etcd, EtcdStyle.ENV_FILE, issuer, Guests.none().withWorkload(WorkloadChoice.RUNNING)));
        try {
            return new Demo(lab, checkout, issuer).run() ? 0 : 1;
        } finally {
            if (keep) {
                System.out.println("the lab stays up: bin/lab status, bin/lab exec m1 -- CMD, bin/lab down");
            } else {
                lab.close();
            }
        }
    }
}
