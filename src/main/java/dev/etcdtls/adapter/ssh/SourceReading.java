package dev.etcdtls.adapter.ssh;

import dev.etcdtls.config.UnitFiles;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.ConsumerUnit.Dependent;
import dev.etcdtls.observation.ConsumerUnit.Tie;
import dev.etcdtls.observation.EtcdService.ConfigFile;
import dev.etcdtls.observation.SourceFile;
import dev.etcdtls.observation.SourceFile.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the files that {@code consumer-look.sh} printed: those of the consumer, and those of the units that are tied to its own. */
final class SourceReading {
    private static final int WORDS = 7;

    private SourceReading() {}

    /** Why a file cannot be told as it is; empty when all can. */
    static Optional<String> untold(HostReport report) {
        return Stream.concat(
                        report.all("large").stream().map(path -> "its file " + path + " is larger than 256 KiB"),
                        report.all("file").stream()
                                .map(line -> line.split(" ", WORDS)[WORDS - 1])
                                .filter(path -> !FilePath.isPlain(path))
                                .map(path -> "its file '" + path + "' has an unusual path"))
                .findFirst();
    }

    /** The files of the consumer, each once as what it is first; declared ones of a static pod are its manifest. */
    static List<SourceFile> sources(HostReport report, boolean isStaticPod) {
        List<SourceFile> sources = new ArrayList<>();
        Set<FilePath> told = new HashSet<>();
        for (String line : report.all("file")) {
            SourceFile source = source(line);
            if (source.kind() != Kind.DECLARED) {
                told.add(source.path());
                sources.add(source);
            } else if (told.add(source.path())) {
                sources.add(
                        isStaticPod
                                ? new SourceFile(source.path(), Kind.MANIFEST, source.file(), source.vendor())
                                : source);
            }
        }
        return sources;
    }

    static List<Dependent> dependents(HostReport report, UnitName unit) {
        return report.all("dependent").stream()
                .map(line -> line.split(" "))
                .map(words -> dependent(report, unit, tie(words[0]), words[1]))
                .toList();
    }

    private static Tie tie(String inverse) {
        return Arrays.stream(Tie.values())
                .filter(each -> each.inverse().equals(inverse))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a dependency: " + inverse));
    }

    private static Dependent dependent(HostReport report, UnitName unit, Tie tie, String name) {
        List<SourceFile> parts = report.all("part").stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .filter(line -> FilePath.isPlain(line.split(" ", WORDS)[WORDS - 1]))
                .map(SourceReading::source)
                .toList();
        Optional<FilePath> saidBy = naming(parts, tie, unit);
        return new Dependent(
                new UnitName(name),
                tie,
                saidBy.flatMap(path ->
                        parts.stream().filter(part -> part.path().equals(path)).findFirst()));
    }

    /** A file that cannot be read as a unit's says nothing; the dependency is there all the same. */
    private static Optional<FilePath> naming(List<SourceFile> parts, Tie tie, UnitName unit) {
        try {
            return new UnitFiles(parts.stream()
                            .map(part -> new UnitFiles.Part(part.path(), part.text()))
                            .toList())
                    .naming(tie.key(), unit);
        } catch (ProblemException _) {
            return Optional.empty();
        }
    }

    /** Words: kind, whether it is a vendor's, owner, group, mode, text, path. */
    private static SourceFile source(String line) {
        String[] words = line.split(" ", WORDS);
        return new SourceFile(
                new FilePath(words[6]),
                Kind.valueOf(words[0]),
                new ConfigFile(HostReport.unpack(words[5]), new ServiceUser(words[2], words[3]), words[4]),
                words[1].equals("yes"));
    }
}
