package dev.etcdtls.adapter.ssh;

import dev.etcdtls.consumer.ConsumerProcess;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.port.Pacer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the processes of consumers by one script each. */
final class SshConsumers {
    private final RootShell shell;
    private final Pacer pacer;

    SshConsumers(RootShell shell, Pacer pacer) {
        this.shell = shell;
        this.pacer = pacer;
    }

    /** The main process of its unit; empty when it has no unit, or the unit does not run. */
    Outcome<Optional<ConsumerProcess>> process(ConsumerEntry consumer) {
        if (consumer.unit().isEmpty()) {
            return new Outcome.Done<>(Optional.empty());
        }
        List<String> words = new ArrayList<>();
        words.add(consumer.unit().map(UnitName::value).orElseThrow());
        words.addAll(consumer.behaviour().moving().settings().templates().keySet());
        Instant asked = pacer.now();
        return shell.run(consumer.host(), RemoteScript.CONSUMER_PROCESS, words.toArray(String[]::new))
                .then(ended -> read(consumer, asked, ended));
    }

    private Outcome<Optional<ConsumerProcess>> read(ConsumerEntry consumer, Instant asked, Finished ended) {
        Instant answered = pacer.now();
        return HostReport.parse(ended.out())
                .filter(_ -> ended.complete())
                .map(report -> new ConsumerProcessReading(consumer, report, asked, answered).read())
                .<Outcome<Optional<ConsumerProcess>>>map(Outcome.Done::new)
                .orElseGet(() -> new Outcome.Refused<>(HostProblems.failed(
                        consumer.host(), "looking at the process of " + consumer.name(), ended.complaint())));
    }
}
