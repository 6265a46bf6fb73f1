package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.port.CensusTaker.Rejection;
import dev.etcdtls.port.CensusTaker.Rejections;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads by one script whom an etcd refused. */
final class SshRejections {
    private static final Pattern LINE = Pattern.compile("([0-9]{1,9}) (\\S+) (:\\S*)");

    private final RootShell shell;

    SshRejections(RootShell shell) {
        this.shell = shell;
    }

    Outcome<Rejections> of(HostName host, UnitName unit, Instant since) {
        String what = "reading whom " + unit + " refused";
        return shell.run(
                        host,
                        RemoteScript.REJECTIONS,
                        unit.value(),
                        String.valueOf(Math.max(0, since.getEpochSecond())))
                .then(ended -> ended.exit() == 0 && ended.complete()
                        ? new Outcome.Done<>(ended.out())
                        : new Outcome.Refused<>(HostProblems.failed(host, what, ended.complaint())))
                .then(out -> HostReport.parse(out)
                        .flatMap(SshRejections::read)
                        .<Outcome<Rejections>>map(Outcome.Done::new)
                        .orElseGet(
                                () -> new Outcome.Refused<>(HostProblems.failed(host, what, "the unit does not run"))));
    }

    static Optional<Rejections> read(HostReport report) {
        List<Rejection> all = report.all("refused").stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Rejection(
                        bare(line.group(2)),
                        HostReport.unpack(line.group(3)).replaceAll("\\\\(.)", "$1"),
                        Integer.parseInt(line.group(1))))
                .sorted(Comparator.comparing(Rejection::count)
                        .reversed()
                        .thenComparing(Rejection::source)
                        .thenComparing(Rejection::error))
                .toList();
        return report.first("since")
                .map(seconds -> new Rejections(Instant.ofEpochSecond(Long.parseLong(seconds)), all));
    }

    private static String bare(String source) {
        return source.startsWith("[") && source.endsWith("]") ? source.substring(1, source.length() - 1) : source;
    }
}
