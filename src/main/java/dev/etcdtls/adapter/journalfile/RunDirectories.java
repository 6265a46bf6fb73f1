package dev.etcdtls.adapter.journalfile;

import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.RunId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of all runs: {@code <cluster>-<yyyyMMddTHHmmssZ>} for each. */
public final class RunDirectories {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("([a-z0-9-]{1,40})-([0-9]{8}T[0-9]{6}Z(?:-[0-9]+)?)");
    private static final int MOST_IN_A_SECOND = 10;

    private final Path root;

    /** @param root need not exist yet */
    public RunDirectories(Path root) {
        this.root = root;
    }

    /** Makes the folder of a new run; two in one second get different names. */
    public RunDirectory create(ClusterName cluster, Instant now) {
        String name = cluster + "-" + TIME.format(now);
        for (int again = 1; again <= MOST_IN_A_SECOND; again++) {
            RunDirectory run = directory(again == 1 ? name : name + "-" + again);
            try {
                run.make();
                return run;
            } catch (FileAlreadyExistsException _) {
                // Another run began in this second: take the next name.
                continue;
            } catch (IOException e) {
                throw new ProblemException(
                        new Problem(
                                ErrorCode.FLAG_INVALID,
                                run.path().toString(),
                                "the folder of the run cannot be made: " + e,
                                "name a folder that can be written with --run-dir"),
                        e);
            }
        }
        throw new IllegalStateException("more than " + MOST_IN_A_SECOND + " runs in one second in " + root);
    }

    /**
     * The run that began last, of any cluster; names decide, so that a copied folder keeps its place. One that was refused before its
     * first step comes after all that have a journal: it must not stand before a run that can be resumed.
     */
    public Optional<RunDirectory> latest() {
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .map(this::directory)
                    .max(Comparator.comparing(RunDirectory::isBegun)
                            .thenComparing(run -> time(run.id().value()))
                            .thenComparing(run -> run.id().value()));
        } catch (IOException e) {
            throw new ProblemException(unreadable(root.toString(), "the folder of runs cannot be listed: " + e), e);
        }
    }

    /** The runs of the same cluster that were begun before this one, the latest first; only those beside it. */
    public static List<RunDirectory> before(RunDirectory run) {
        Path parent = run.path().toAbsolutePath().normalize().getParent();
        if (parent == null) {
            return List.of();
        }
        RunDirectories beside = new RunDirectories(parent);
        String own = run.id().value();
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name ->
                            NAME.matcher(name).matches() && cluster(name).equals(cluster(own)))
                    .filter(name -> time(name).compareTo(time(own)) < 0)
                    .sorted(Comparator.comparing(RunDirectories::time).reversed())
                    .map(beside::directory)
                    .filter(RunDirectory::isBegun)
                    .toList();
        } catch (IOException e) {
            throw new ProblemException(unreadable(parent.toString(), "the folder of runs cannot be listed: " + e), e);
        }
    }

    /**
     * Opens a run by its name, or by the path of its folder wherever that lies.
     *
     * @throws ProblemException RUN_UNREADABLE when there is none
     */
    public RunDirectory open(String nameOrPath) {
        Path folder = nameOrPath.contains("/") ? Path.of(nameOrPath) : root.resolve(nameOrPath);
        Path name = folder.toAbsolutePath().normalize().getFileName();
        if (name == null || !NAME.matcher(name.toString()).matches() || !Files.isDirectory(folder)) {
            throw new ProblemException(unreadable(folder.toString(), "there is no run of this name"));
        }
        return new RunDirectory(new RunId(name.toString()), folder);
    }

    private RunDirectory directory(String name) {
        return new RunDirectory(new RunId(name), root.resolve(name));
    }

    private static String time(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? matcher.group(2) : "";
    }

    private static String cluster(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static Problem unreadable(String address, String summary) {
        return new Problem(
                ErrorCode.RUN_UNREADABLE, address, summary, "see the names with: etcd-tls status, or give --run-dir");
    }
}
