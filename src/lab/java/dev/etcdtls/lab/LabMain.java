package dev.etcdtls.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of the lab: {@code bin/lab}. Exit code 0 = done, 1 = the lab says why not, 2 = wrong arguments. */
@Command(
        name = "lab",
        description = "Real hosts with a plaintext etcd cluster, on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {LabMain.Up.class, LabMain.Exec.class, LabMain.Down.class, LabMain.Status.class})
public final class LabMain {
    private LabMain() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        CommandLine commandLine = new CommandLine(new LabMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, line, _) -> {
                    if (exception instanceof LabException) {
                        line.getErr().println("lab: " + exception.getMessage());
                        return 1;
                    }
                    throw exception;
                });
        commandLine
                .getSubcommands()
                .values()
                .forEach(each -> each.registerConverter(IssuerChoice.class, LabMain::issuer)
                        .registerConverter(EtcdStyle.class, LabMain::style)
                        .registerConverter(BalancerChoice.class, LabMain::healthCheck)
                        .registerConverter(EtcdRelease.class, EtcdRelease::of));
        System.exit(commandLine.execute(arguments));
    }

    private static IssuerChoice issuer(String text) {
        return IssuerChoice.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static EtcdStyle style(String text) {
        return EtcdStyle.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static BalancerChoice healthCheck(String text) {
        return BalancerChoice.valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The lab that was named, or the one that is up. */
    private static Lab lab(String name) {
        Map<String, Path> up = Lab.up();
        if (name.isEmpty() && up.isEmpty()) {
            throw new LabException("no lab is up; start one: bin/lab up");
        }
        return Lab.attach(name.isEmpty() ? up.keySet().iterator().next() : name);
    }

    @Command(name = "up", description = "Start a lab and write its inventory.", mixinStandardHelpOptions = true)
    static final class Up implements Callable<Integer> {
        @Option(names = "--name", defaultValue = "main", description = "the lab's name (${DEFAULT-VALUE})")
        private String name = "";

        @Option(names = "--members", defaultValue = "3", description = "members, 1 to 7 (${DEFAULT-VALUE})")
        private int members;

        @Option(names = "--etcd", defaultValue = "3.5.16", description = "3.5.16 or 3.4.23 (${DEFAULT-VALUE})")
        private EtcdRelease etcd = EtcdRelease.V3_5_16;

        @Option(names = "--style", defaultValue = "env-file", description = "env-file (${DEFAULT-VALUE})")
        private EtcdStyle style = EtcdStyle.ENV_FILE;

        @Option(names = "--issuer", defaultValue = "openbao", description = "openbao or local (${DEFAULT-VALUE})")
        private IssuerChoice issuer = IssuerChoice.OPENBAO;

        @Option(names = "--workload", description = "add a host that writes to the cluster")
        private boolean workload;

        @Option(names = "--apiservers", defaultValue = "0", description = "kube-apiservers, 0 to 3, and a load on them")
        private int apiservers;

        @Option(names = "--flannel-nodes", defaultValue = "0", description = "nodes with flanneld and traffic, 0 to 5")
        private int flannelNodes;

        @Option(names = "--load-balancer", description = "add HAProxy before the members and the apiservers")
        private boolean loadBalancer;

        @Option(names = "--health-check", description = "how it asks a member: http, tcp or metrics (http)")
        private Optional<BalancerChoice> healthCheck = Optional.empty();

        @Option(names = "--strangers", description = "add a host whose clients nobody has declared")
        private boolean strangers;

        @Override
        public Integer call() {
            Guests guests = new Guests(
                    workload ? WorkloadChoice.RUNNING : WorkloadChoice.NONE,
                    apiservers,
                    flannelNodes,
                    BalancerChoice.of(loadBalancer, healthCheck),
                    strangers ? StrangerChoice.RUNNING : StrangerChoice.NONE);
            Lab lab = Lab.start(new LabOptions(name, members, etcd, style, issuer, guests));
            System.out.println("inventory: " + lab.directory().resolve(LabDirectory.INVENTORY));
            System.out.println("look inside: ssh -F " + lab.directory().resolve(LabDirectory.SSH_CONFIG) + " m1");
            return 0;
        }
    }

    @Command(name = "exec", description = "Run a command as root on a host: lab exec m1 -- CMD.")
    static final class Exec implements Callable<Integer> {
        @Option(names = "--name", defaultValue = "", description = "the lab (the one that is up)")
        private String name = "";

        @Parameters(index = "0", paramLabel = "HOST")
        private String host = "";

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "CMD")
        private List<String> command = List.of();

        @Override
        public Integer call() {
            ExecResult result = lab(name).exec(host, command.toArray(new String[0]));
            System.out.print(result.stdout());
            System.out.flush();
            System.err.print(result.stderr());
            return result.exitCode();
        }
    }

    @Command(name = "down", description = "End a lab and remove all of it.", mixinStandardHelpOptions = true)
    static final class Down implements Callable<Integer> {
        @Option(names = "--name", defaultValue = "", description = "the lab (the one that is up)")
        private String name = "";

        @Override
        public Integer call() {
            if (Lab.up().isEmpty()) {
                System.out.println("no lab is up");
                return 0;
            }
            lab(name).down();
            return 0;
        }
    }

    @Command(name = "status", description = "Which lab is up, and how its hosts are.", mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {
        @Override
        public Integer call() {
            if (Lab.up().isEmpty()) {
                System.out.println("no lab is up");
                return 0;
            }
            Lab lab = lab("");
            System.out.println("lab " + lab.name() + " (" + lab.directory() + ")");
            for (LabHost host : lab.hosts()) {
                System.out.println(String.format(
                        Locale.ROOT, "  %-4s %-14s %-9s %s", host.name(), host.address(), host.role(), host.state()));
            }
            return 0;
        }
    }
}
