package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.port.Pacer;
import dev.etcdtls.port.Rehearsal;
import dev.etcdtls.step.Step.Rehearse.Site;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Throw-away etcd servers as transient units. They get the staged files, the service user and the flags of the end state, so a refusal is
 * Go's own; which of them refused why stands in their journal.
 */
final class SshRehearsal implements Rehearsal {
    private static final int LOG_ATTEMPTS = 8;
    private static final Duration BETWEEN_LOGS = Duration.ofMillis(150);

    private final RootShell shell;
    private final HttpFromHost http;
    private final Pacer pacer;
    private final Map<HostName, String> told = new ConcurrentHashMap<>();

    SshRehearsal(RootShell shell, HttpFromHost http, Pacer pacer) {
        this.shell = shell;
        this.http = http;
        this.pacer = pacer;
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
                .of(http.send(from.host(), request), () -> refusal(from, to));
    }

    @Override
    public Outcome<Nothing> stop(Site site) {
        return RootShell.output(
                        site.host(),
                        "ending the rehearsal's throw-away etcd",
                        shell.run(site.host(), RemoteScript.REHEARSE_STOP, name(site)))
                .then(_ -> new Outcome.Done<>(Nothing.NOTHING));
    }

    /**
     * The throw-away's own reason for the refusal just seen. Its journal comes a little later than the refusal, so a line that was told
     * before is not the one; without a new one there is none.
     */
    private String refusal(Site from, Site at) {
        for (int attempt = 0; attempt < LOG_ATTEMPTS; attempt++) {
            String newest = newestRefusal(from, at);
            if (!newest.isEmpty() && !newest.equals(told.put(at.host(), newest))) {
                return EtcdLogLine.words(newest);
            }
            try {
                pacer.pause(BETWEEN_LOGS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return "";
            }
        }
        return "";
    }

    private String newestRefusal(Site from, Site at) {
        return shell.run(at.host(), RemoteScript.REHEARSE_LOG, name(at)) instanceof Outcome.Done<Finished>(var ended)
                ? ended.out()
                        .lines()
                        .filter(line -> line.contains(address(from) + ":"))
                        .reduce((_, last) -> last)
                        .orElse("")
                : "";
    }

    private static Problem problem(Site site, Finished ended) {
        return switch (ended.exit()) {
            case 50 ->
                HostProblems.of(
                        ErrorCode.PORT_IN_USE,
                        site.host(),
                        "a scratch port of the rehearsal is in use: "
                                + ended.out().strip().replaceAll("\\s+", " "),
                        "name free ports with `ports: {rehearsal: [client, peer]}` in the inventory, then plan again");
            case 47 -> HostProblems.toolMissing(site.host(), "curl", "dial the rehearsal's servers");
            case 49 ->
                rehearsal(site, "the throw-away etcd did not answer within 30 s", "look at its load, then resume");
            default ->
                rehearsal(
                        site,
                        "the throw-away etcd did not start: " + trouble(site, ended),
                        "the staged files or the program do not fit; remove the cause, then resume");
        };
    }

    private static String trouble(Site site, Finished ended) {
        String trouble = EtcdLogLine.lastTrouble(ended.out(), "etcd-tls-rehearsal-" + name(site));
        return trouble.isEmpty() ? ended.complaint() : trouble;
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
