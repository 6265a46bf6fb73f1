package dev.etcdtls.acceptance;

import dev.etcdtls.acceptance.faults.Fault;
import dev.etcdtls.lab.LabException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command line of {@code bin/chaos}. Exit code 0 = every run that was asked for held, 1 = one did not, 2 = wrong arguments, 3 = too many
 * runs were void.
 */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Migrates a lab cluster again and again while the tool is killed in accept and in enforce and one thing of the list goes wrong,",
            "and tells of each run: the fault, what the tool said, writes acknowledged, failed and lost, and how it ended."
        })
public final class ChaosMain implements Callable<Integer> {
    private static final int NOT_HELD = 1;
    private static final int VOID = 3;
    private static final int RUNS_WITHOUT_FAULT = 4;
    /** A prime, so that faults of one sort do not follow each other, and none is left out. */
    private static final int STRIDE = 7;

    @Option(names = "--runs", defaultValue = "20", description = "runs that count (${DEFAULT-VALUE})")
    private int wanted;

    @Option(names = "--seed", description = "decides faults and instants; printed when it is not given")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--fault", description = "only faults whose words contain this; none = kills only")
    private Optional<String> only = Optional.empty();

    private ChaosMain() {}

    /** Carries out the runs and ends the process. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new ChaosMain()).setExecutionExceptionHandler((exception, line, _) -> {
            if (exception instanceof LabException) {
                line.getErr().println("chaos: " + exception.getMessage());
                return NOT_HELD;
            }
            throw exception;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        long first = seed.orElseGet(() -> new Random().nextLong(1_000_000));
        System.out.println("chaos: " + wanted + " runs from --seed " + first);
        Path checkout = Path.of(System.getProperty("etcdtls.checkout", "")).toAbsolutePath();
        List<ChaosRecord> counted = new ArrayList<>();
        int voids = 0;
        try (ChaosLab lab = new ChaosLab("chaos", checkout)) {
            while (counted.size() < wanted && voids <= wanted) {
                long one = first + counted.size() + voids;
                ChaosRecord record = lab.run(fault(one), true, one);
                System.out.println(
                        "\nrun " + (counted.size() + 1) + " of " + wanted + ", --seed " + one + "\n" + record.text());
                if (record.voids().isEmpty() || !record.broken().isEmpty()) {
                    counted.add(record);
                } else {
                    voids++;
                }
            }
        }
        long broken =
                counted.stream().filter(record -> !record.broken().isEmpty()).count();
        System.out.printf(
                Locale.ROOT,
                "chaos: %d runs, %d held, %d broken, %d void; --seed %d%n",
                counted.size() + voids,
                counted.size() - broken,
                broken,
                voids,
                first);
        return broken > 0 ? NOT_HELD : counted.size() < wanted ? VOID : 0;
    }

    /** The seed's fault: as many seeds in a row as there are faults, and a few more, have each of them once, and none in the few. */
    private Optional<Fault> fault(long one) {
        List<Fault> all = Fault.all().stream()
                .filter(fault -> fault.words().contains(only.orElse("")))
                .toList();
        int cards = only.isPresent() ? Math.max(1, all.size()) : all.size() + RUNS_WITHOUT_FAULT;
        int card = Math.floorMod(one * STRIDE, cards);
        return card < all.size() ? Optional.of(all.get(card)) : Optional.empty();
    }
}
