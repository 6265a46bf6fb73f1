package dev.etcdtls.adapter.ssh;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.config.ProcessSetting;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.Secret;
import dev.etcdtls.port.Charge;
import dev.etcdtls.port.Charge.GuardedFile;
import dev.etcdtls.port.Charge.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is told to a host that arms a dead-man switch.
 *
 * @param words of the command line; no secret is among them
 * @param behind what comes behind the switch's own script on the standard input
 */
record ArmingWords(List<String> words, Secret behind) {
    private static final String END = "\n# end of the health check\n";

    static ArmingWords of(Charge charge) {
        return switch (charge.health()) {
            case Health.Page(ClientUrl url) -> ofEtcd(charge, url);
            case Health.Check(Secret commands, Duration each, Duration within) ->
                new ArmingWords(ofUnit(charge, each, within), new Secret(commands.reveal() + END));
        };
    }

    private static ArmingWords ofEtcd(Charge charge, ClientUrl url) {
        GuardedFile file = charge.files().getFirst();
        List<String> words = begun("arm", charge);
        words.addAll(List.of(
                file.path().value(),
                digest(file.before()),
                digest(file.after()),
                url.toString(),
                CertificateFolder.MEMBER.current().value()));
        words.addAll(settings(charge));
        return new ArmingWords(words, new Secret(""));
    }

    private static List<String> ofUnit(Charge charge, Duration each, Duration within) {
        List<String> words = begun("guard", charge);
        words.add(charge.subject().readAnew() ? "yes" : "no");
        words.add(seconds(charge.subject().least()));
        words.add(seconds(each));
        words.add(seconds(within));
        for (GuardedFile file : charge.files()) {
            words.addAll(List.of(
                    digest(file.before()), digest(file.after()), file.path().value()));
        }
        words.add("--");
        words.addAll(settings(charge));
        return words;
    }

    private static List<String> begun(String operation, Charge charge) {
        return new ArrayList<>(List.of(
                operation,
                charge.run().value(),
                charge.step().value(),
                charge.subject().unit().value(),
                charge.subject().user().user(),
                charge.subject().user().group()));
    }

    /** A name without a value is a variable or a flag that is gone. */
    private static List<String> settings(Charge charge) {
        return charge.wanted().stream()
                .map(setting -> switch (setting) {
                    case ProcessSetting.Variable(String name, Optional<String> value) -> name + given(value);
                    case ProcessSetting.Flag(String name, Optional<String> value) -> "--" + name + given(value);
                })
                .toList();
    }

    private static String given(Optional<String> value) {
        return value.map(text -> "=" + text).orElse("");
    }

    private static String digest(Optional<Digest> digest) {
        return digest.map(Digest::sha256).orElse("absent");
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
