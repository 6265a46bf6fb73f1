package dev.etcdtls.bench;

import dev.etcdtls.lab.EtcdRelease;
import dev.etcdtls.lab.IssuerChoice;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabException;
import dev.etcdtls.lab.LabOptions;
import dev.etcdtls.lab.WorkloadChoice;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bin/bench}. Exit code 0 = measured, 1 = could not be measured, 2 = wrong arguments. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures etcd-tls on the lab, beside something that does the same job without it.",
        subcommands = BenchMain.Apply.class)
public final class BenchMain {
    private BenchMain() {}

    /** Runs one benchmark and ends the process. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new BenchMain()).setExecutionExceptionHandler((exception, line, _) -> {
            if (exception instanceof LabException || exception instanceof BenchException) {
                line.getErr().println("bench: " + exception.getMessage());
                return 1;
            }
            throw exception;
        });
        command.getSubcommands().values().forEach(each -> each.registerConverter(EtcdRelease.class, EtcdRelease::of));
        System.exit(command.execute(arguments));
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "apply with all gates beside a bare script without any, and the heap that apply uses")
    static final class Apply implements Callable<Integer> {
        @Option(names = "--rounds", defaultValue = "3", description = "rounds of each (${DEFAULT-VALUE})")
        private int rounds;

        @Option(names = "--members", defaultValue = "3", description = "members, 3 to 7 (${DEFAULT-VALUE})")
        private int members;

        @Option(names = "--keys", defaultValue = "10000", description = "keys in the cluster (${DEFAULT-VALUE})")
        private int keys;

        @Option(names = "--etcd", defaultValue = "3.5.16", description = "an etcd of the lab (${DEFAULT-VALUE})")
        private EtcdRelease etcd = EtcdRelease.V3_5_16;

        @Override
        public Integer call() {
            Path checkout = Path.of(System.getProperty("etcdtls.checkout", "")).toAbsolutePath();
            LabOptions options = LabOptions.named("bench")
                    .withMembers(members)
                    .withEtcd(etcd)
                    .withIssuer(IssuerChoice.OPENBAO)
                    .withWorkload(WorkloadChoice.RUNNING);
            try (Lab lab = Lab.start(options)) {
                new ApplyBench(lab, checkout, keys).run(rounds);
            }
            return 0;
        }
    }
}
