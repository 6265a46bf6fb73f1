package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.port.Rehearsal;
import dev.etcdtls.step.Step.Rehearse.Site;
import java.util.Optional;

/**
 * Throw-away etcd servers as transient units. They get the staged files, the service user and the flags of the end state, so a refusal is
 * Go's own; which of them refused why stands in their journal.
 */
final class SshRehearsal implements Rehearsal {
    private final RootShell shell;
    private final HttpFromHost http;

    SshRehearsal(RootShell shell, HttpFromHost http) {
        this.shell = shell;
        this.http = http;
    }

    @Override
    public Outcome<Nothing> serve(Site site, int clientPort, int peerPort) {
        String allowed = site.program().peerHostName();
        return shell.run(
                        site.host(),
                        RemoteScript.REHEARSE_SERVE,
                        name(site),
                        site.user().user(),
                        site.user().group(),
                        site.program().executable(),
                        site.folder().current().value(),
                        address(site),
                        String.valueOf(clientPort),
                        String.valueOf(peerPort),
                        allowed.isEmpty() ? "-" : allowed)
                .then(ended -> ended.exit() == 0
                        ? new Outcome.Done<>(Nothing.NOTHING)
                        : new Outcome.Refused<>(problem(site, ended)));
    }

    @Override
    public Verdict dial(Site from, Site to, int port) {
        String url = "https://" + address(to) + ":" + port;
        HttpFromHost.Request request = new HttpFromHost.Request(
                from.user(), url + "/version", Optional.of(from.folder().current()), Optional.empty());
        return new DialVerdict(from.host(), url, ErrorCode.REHEARSAL_FAILED)
                .of(http.send(from.host(), request), () -> refusals(to));
    }

    @Override
    public Outcome<Nothing> stop(Site site) {
        return RootShell.output(
                        site.host(),
                        "ending the rehearsal's throw-away etcd",
                        shell.run(site.host(), RemoteScript.REHEARSE_STOP, name(site)))
                .then(_ -> new Outcome.Done<>(Nothing.NOTHING));
    }

    /** The newest reason in the throw-away's journal. */
    private String refusals(Site at) {
        return shell.run(at.host(), RemoteScript.REHEARSE_LOG, name(at)) instanceof Outcome.Done<Finished>(var ended)
                ? ended.out().lines().reduce((_, last) -> last).orElse("")
                : "";
    }

    private static Problem problem(Site site, Finished ended) {
        String log = ended.out();
        String last = log.lines()
                .filter(line -> line.matches("(?i).*(fatal|error|cannot|unable|failed|refused|denied).*"))
                .reduce((_, later) -> later)
                .orElse(ended.complaint());
        if (log.contains("address already in use")) {
            return HostProblems.of(
                    ErrorCode.PORT_IN_USE,
                    site.host(),
                    "a scratch port of the rehearsal is in use: " + last,
                    "name free ports with `ports: {rehearsal: [client, peer]}` in the inventory, then plan again");
        }
        return switch (ended.exit()) {
            case 47 -> HostProblems.toolMissing(site.host(), "curl", "dial the rehearsal's servers");
            case 49 ->
                rehearsal(site, "the throw-away etcd did not answer within 30 s", "look at its load, then resume");
            default ->
                rehearsal(
                        site,
                        "the throw-away etcd did not start: " + last,
                        "the staged files or the program do not fit; remove the cause, then resume");
        };
    }

    private static Problem rehearsal(Site site, String summary, String nextAction) {
        return HostProblems.of(ErrorCode.REHEARSAL_FAILED, site.host(), summary, nextAction);
    }

    private static String name(Site site) {
        return site.member().value().replaceAll("[^A-Za-z0-9]", "-");
    }

    private static String address(Site site) {
        String address = site.address();
        return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
    }
}
