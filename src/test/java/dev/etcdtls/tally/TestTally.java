package dev.etcdtls.tally;

import dev.etcdtls.tally.ReportedTest.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Ends a test run: prints how many tests of which sort were run, and refuses the run when a lab test was skipped, or did not run although
 * the tier promises it. A lab that did not start must never look like a green build.
 */
public final class TestTally {
    private TestTally() {}

    /**
     * @param arguments the tier ({@code fast}, {@code default} or {@code all}) and the build's folder; exit code 1 when something is missing
     *     or failed
     */
    public static void main(String[] arguments) {
        String tier = arguments[0];
        Path build = Path.of(arguments[1]);
        List<ReportedTest> tests = new ArrayList<>(Reports.read(build.resolve("surefire-reports")));
        tests.addAll(Reports.read(build.resolve("failsafe-reports")));
        SortedSet<String> expected = switch (tier) {
            case "fast" -> new TreeSet<>();
            case "default" -> ExpectedLabTests.in(build.resolve("test-classes"), "representative");
            case "all" -> ExpectedLabTests.in(build.resolve("test-classes"), "");
            default -> throw new IllegalArgumentException("no such tier: " + tier);
        };
        List<String> wrong = faults(tests, expected);
        wrong.forEach(line -> System.out.println("NOT RUN OR FAILED: " + line));
        System.out.println(countsOf(tests));
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    /** What makes the run void, one line each: failures, skipped lab tests, and promised lab tests that nobody ran. */
    static List<String> faults(List<ReportedTest> tests, SortedSet<String> expected) {
        List<String> wrong = new ArrayList<>();
        SortedSet<String> missing = new TreeSet<>(expected);
        for (ReportedTest test : tests) {
            String name = test.className() + "#" + test.method();
            missing.remove(name);
            if (test.result() == Result.FAILED) {
                wrong.add(name + " failed");
            } else if (test.result() == Result.SKIPPED && test.sort() == Sort.LAB) {
                wrong.add(name + " was skipped");
            }
        }
        missing.forEach(name -> wrong.add(name + " did not run"));
        return wrong;
    }

    static String countsOf(List<ReportedTest> tests) {
        StringBuilder line = new StringBuilder("tests run:");
        for (Sort sort : Sort.values()) {
            long run = tests.stream()
                    .filter(test -> test.sort() == sort && test.result() != Result.SKIPPED)
                    .count();
            line.append(sort == Sort.UNIT ? " " : ", ")
                    .append(run)
                    .append(' ')
                    .append(sort.name().toLowerCase(Locale.ROOT));
        }
        long skipped =
                tests.stream().filter(test -> test.result() == Result.SKIPPED).count();
        return line + (skipped == 0 ? "" : "; " + skipped + " skipped");
    }
}
