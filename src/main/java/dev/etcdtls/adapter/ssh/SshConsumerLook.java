package dev.etcdtls.adapter.ssh;

import dev.etcdtls.consumer.ConsumerDefaults;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.ConsumerObservation;
import dev.etcdtls.port.ConsumerLook;
import dev.etcdtls.port.Pacer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks at consumers by one script each. */
final class SshConsumerLook implements ConsumerLook {
    private final SshConnections connections;
    private final RootShell shell;
    private final Pacer pacer;

    SshConsumerLook(SshConnections connections, RootShell shell, Pacer pacer) {
        this.connections = connections;
        this.shell = shell;
        this.pacer = pacer;
    }

    @Override
    public ConsumerObservation observe(ConsumerEntry consumer) {
        HostEntry host = connections.to(consumer.host()).host();
        return new ConsumerObservation(consumer.name(), consumer.host(), SshHosts.sight(host, look(consumer)));
    }

    private Outcome<ConsumerFacts> look(ConsumerEntry consumer) {
        Instant asked = pacer.now();
        return shell.run(
                        consumer.host(),
                        RemoteScript.CONSUMER_LOOK,
                        words(consumer).toArray(String[]::new))
                .then(ended -> read(consumer, asked, ended));
    }

    private Outcome<ConsumerFacts> read(ConsumerEntry consumer, Instant asked, Finished ended) {
        Instant answered = pacer.now();
        return HostReport.parse(ended.out())
                .filter(_ -> ended.complete())
                .map(report -> new ConsumerReading(consumer, report, asked, answered).read())
                .orElseGet(() -> new Outcome.Refused<>(HostProblems.failed(
                        consumer.host(), "looking at consumer " + consumer.name(), ended.complaint())));
    }

    /** What the script wants to know. */
    static List<String> words(ConsumerEntry consumer) {
        List<FilePath> files = ConsumerDefaults.files(consumer);
        List<String> words = new ArrayList<>();
        words.add(ConsumerDefaults.unit(consumer).map(UnitName::value).orElse("-"));
        words.add(ConsumerDefaults.program(consumer).orElse("-"));
        words.add(ConsumerDefaults.certificates(consumer).base().value());
        words.add(ConsumerDefaults.STEM);
        words.add(Integer.toString(files.size()));
        files.forEach(file -> words.add(file.value()));
        words.addAll(consumer.behaviour().moving().settings().templates().keySet());
        return words;
    }
}
