package dev.etcdtls.observation;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a look at a consumer found: what runs, and the files that a start of it would read.
 *
 * @param unit empty for a static pod, which no unit keeps
 * @param running its main process; empty when it does not run
 * @param sources in the order in which systemd reads them: unit file, drop-ins, environment files, the later counts; then the others
 * @param certificates the certificate sets below the consumer's folder, oldest first
 */
public record ConsumerFacts(
        Optional<ConsumerUnit> unit,
        Program program,
        Optional<Running> running,
        List<SourceFile> sources,
        List<CertificateSet> certificates) {
    public ConsumerFacts {
        sources = List.copyOf(sources);
        certificates = List.copyOf(certificates);
    }

    /**
     * @param executable that the unit would start; of a static pod the one that runs
     * @param versionText the first line that it says to {@code --version}; empty for programs that are not asked, and for a static pod
     * @param replaced whether the running process's program was deleted or replaced on disk
     */
    public record Program(String executable, String versionText, boolean replaced) {}

    /**
     * What may be a secret in its words and variables is {@code ***}, and was so before it left the host.
     *
     * @param argv with the program itself as the first
     * @param environment the variables that may say something about etcd
     * @param since when this process, not the unit, was started; by the tool's clock
     */
    public record Running(long pid, List<String> argv, SortedMap<String, String> environment, Instant since) {
        public Running {
            argv = List.copyOf(argv);
            environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        }
    }

    /** The sources of one kind, in their order. */
    public List<SourceFile> sources(SourceFile.Kind kind) {
        return sources.stream().filter(source -> source.kind() == kind).toList();
    }

    /** The unit file and its drop-ins, in their order. */
    public List<SourceFile> unitFiles() {
        return sources.stream().filter(source -> source.kind().isOfUnit()).toList();
    }

    /** The certificate set that {@code current} points to. */
    public Optional<CertificateSet> currentCertificates() {
        return certificates.stream().filter(CertificateSet::current).findFirst();
    }
}
