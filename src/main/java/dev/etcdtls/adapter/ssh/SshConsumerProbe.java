package dev.etcdtls.adapter.ssh;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.consumer.FlannelFacts;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Secret;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.port.ConsumerProbe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Questions to consumers by one script each, with the host's own curl, sh, ip and ping. */
final class SshConsumerProbe implements ConsumerProbe {
    private static final int NO_SETPRIV = 46;
    private static final int NO_PROGRAM = 47;
    private static final int NOTHING_LEFT = 48;
    private static final Duration READY = Duration.ofSeconds(10);
    private static final int TIMED_OUT = 124;
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F]*[.:][0-9a-fA-F.:]+");
    private static final Pattern TOKEN = Pattern.compile("\\p{Graph}+");

    private final RootShell shell;

    SshConsumerProbe(RootShell shell) {
        this.shell = shell;
    }

    @Override
    public Outcome<Dialled> dial(HostName host, ServiceUser user, CertificateFolder folder, ClientUrl url) {
        String files = url.isHttps() ? folder.current().value() : "-";
        return shell.run(host, RemoteScript.CONSUMER_DIAL, user.user(), user.group(), url.toString(), files)
                .then(ended -> ended.exit() == NO_SETPRIV
                        ? new Outcome.Refused<>(
                                HostProblems.toolMissing(host, "setpriv", "dial " + url + " as the unit's user"))
                        : withProgram(host, "curl", "dial " + url, ended))
                .then(ended -> HttpFromHost.answer(host, ended))
                .then(answer -> new Outcome.Done<>(ProbeReading.dialled(answer)));
    }

    @Override
    public Outcome<Readiness> ready(HostName host, String command) {
        String length = String.valueOf(command.getBytes(StandardCharsets.UTF_8).length);
        return RootShell.output(
                        host,
                        "the readiness command",
                        shell.runWithData(
                                host, RemoteScript.CONSUMER_READY, command, length, String.valueOf(READY.toSeconds())))
                .then(out -> {
                    List<String> lines = out.lines().toList();
                    if (lines.size() != 2 || !lines.getFirst().matches("[0-9]{1,3}")) {
                        return new Outcome.Refused<>(
                                HostProblems.failed(host, "the readiness command", "its end was not told"));
                    }
                    int exit = Integer.parseInt(lines.getFirst());
                    return new Outcome.Done<>(new Readiness(
                            exit == TIMED_OUT ? OptionalInt.empty() : OptionalInt.of(exit),
                            HostReport.unpack(lines.getLast()).lines().toList()));
                });
    }

    @Override
    public Outcome<Readyz> readyz(HostName host, Authority address, Optional<Secret> token) {
        String lines = token.map(SshConsumerProbe::header).orElse("");
        return shell.runWithData(host, RemoteScript.APISERVER_READY, lines, address.toString())
                .then(ended -> withProgram(host, "curl", "ask " + address + " whether it is ready", ended))
                .then(ended -> HttpFromHost.answer(host, ended))
                .then(answer -> new Outcome.Done<>(ProbeReading.readyz(answer)));
    }

    /** A line for curl, in its own quoting. */
    private static String header(Secret token) {
        String word = token.reveal().strip();
        if (!TOKEN.matcher(word).matches()) {
            throw new IllegalArgumentException("a token is one word of printable characters");
        }
        return "header = \"Authorization: Bearer " + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n";
    }

    @Override
    public Outcome<FlannelFacts> flannel(HostName host, FilePath subnetFile) {
        return shell.run(host, RemoteScript.FLANNEL_FACTS, subnetFile.value())
                .then(ended -> withProgram(host, "ip or bridge", "see flannel's links and routes", ended))
                .then(ended -> HostReport.parse(ended.out())
                        .filter(_ -> ended.exit() == 0 && ended.complete())
                        .<Outcome<FlannelFacts>>map(report -> new Outcome.Done<>(ProbeReading.flannel(report)))
                        .orElseGet(() -> new Outcome.Refused<>(
                                HostProblems.failed(host, "looking at flannel", ended.complaint()))));
    }

    @Override
    public Outcome<Optional<Ping>> startPing(HostName host, String address, Duration longest) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("not an IP address: '" + address + "'");
        }
        String seconds = String.valueOf(Math.max(1, longest.toSeconds()));
        return shell.run(host, RemoteScript.PING_START, address, seconds)
                .then(ended -> ended.exit() == NO_PROGRAM
                        ? new Outcome.Done<>(Optional.empty())
                        : RootShell.output(host, "starting a ping", new Outcome.Done<>(ended))
                                .then(out ->
                                        new Outcome.Done<>(Optional.of(new Ping(host, new FilePath(out.strip()))))));
    }

    @Override
    public Outcome<PingGap> endPing(Ping ping) {
        return shell.run(ping.host(), RemoteScript.PING_END, ping.folder().value())
                .then(ended -> ended.exit() == NOTHING_LEFT
                        ? new Outcome.Refused<>(
                                HostProblems.failed(ping.host(), "ending a ping", "nothing of it is left"))
                        : RootShell.output(ping.host(), "ending a ping", new Outcome.Done<>(ended)))
                .then(out -> new Outcome.Done<>(PingReading.of(HostReport.unpack(out.strip()))));
    }

    private static Outcome<Finished> withProgram(HostName host, String program, String what, Finished ended) {
        return ended.exit() == NO_PROGRAM
                ? new Outcome.Refused<>(HostProblems.toolMissing(host, program, what))
                : new Outcome.Done<>(ended);
    }
}
