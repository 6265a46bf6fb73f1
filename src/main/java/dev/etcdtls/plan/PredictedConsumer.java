package dev.etcdtls.plan;

import dev.etcdtls.config.ConfigEditor;
import dev.etcdtls.config.ProcessSetting;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.ConsumerObservation;
import dev.etcdtls.observation.EtcdService.ConfigFile;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.observation.SourceFile;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What becomes of a consumer when its files are edited and it is restarted. */
final class PredictedConsumer {
    private PredictedConsumer() {}

    /** The files as the move makes them; the process goes on with what it has. */
    static ClusterObservation edited(ClusterObservation state, Move move) {
        return with(
                state,
                move,
                facts -> new ConsumerFacts(
                        facts.unit(),
                        facts.program(),
                        facts.running(),
                        facts.sources().stream().map(file -> edited(file, move)).toList(),
                        facts.certificates()));
    }

    /** The process as its files say. */
    static ClusterObservation moved(ClusterObservation state, Move move) {
        return with(
                state,
                move,
                facts -> new ConsumerFacts(
                        facts.unit(),
                        facts.program(),
                        facts.running().map(running -> moved(running, move)),
                        facts.sources(),
                        facts.certificates()));
    }

    private static SourceFile edited(SourceFile file, Move move) {
        String text = file.text();
        for (FileEdit edit : move.edits()) {
            if (edit.style().path().equals(file.path())) {
                text = ConfigEditor.edit(edit.style(), text, edit.set());
            }
        }
        ConfigFile old = file.file();
        return new SourceFile(file.path(), file.kind(), new ConfigFile(text, old.owner(), old.mode()), file.vendor());
    }

    private static ConsumerFacts.Running moved(ConsumerFacts.Running running, Move move) {
        List<String> argv = new ArrayList<>(running.argv());
        SortedMap<String, String> environment = new TreeMap<>(running.environment());
        for (ProcessSetting setting : move.wanted()) {
            switch (setting) {
                case ProcessSetting.Variable(String name, var value) -> {
                    environment.remove(name);
                    value.ifPresent(wanted -> environment.put(name, wanted));
                }
                case ProcessSetting.Flag(String name, var value) -> {
                    remove(argv, name);
                    value.ifPresent(wanted -> argv.add("--" + name + "=" + wanted));
                }
            }
        }
        return new ConsumerFacts.Running(running.pid(), argv, environment, running.since());
    }

    private static void remove(List<String> argv, String name) {
        for (int i = argv.size() - 1; i > 0; i--) {
            String word = argv.get(i).replaceFirst("^--?", "");
            boolean flag = word.length() < argv.get(i).length();
            if (flag && word.startsWith(name + "=")) {
                argv.remove(i);
            } else if (flag && word.equals(name)) {
                argv.subList(i, Math.min(i + 2, argv.size())).clear();
            }
        }
    }

    private static ClusterObservation with(ClusterObservation state, Move move, UnaryOperator<ConsumerFacts> change) {
        return state.consumer(move.consumer())
                .flatMap(consumer -> consumer.sight()
                        .seen()
                        .map(facts -> state.with(new ConsumerObservation(
                                consumer.consumer(), consumer.host(), new Sight.Seen<>(change.apply(facts))))))
                .orElse(state);
    }
}
