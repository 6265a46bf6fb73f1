package dev.etcdtls.simulation;

import dev.etcdtls.event.Event;
import dev.etcdtls.event.Health;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.RunId;
import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import dev.etcdtls.port.EventSink;
import dev.etcdtls.port.JournalStore;
import dev.etcdtls.port.OperatorIdentity;
import dev.etcdtls.port.RunFolder;
import dev.etcdtls.port.RunPorts;
import dev.etcdtls.port.Supervisor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What a run keeps, and who supervises it. It outlives the tool that writes it. */
public final class SimulatedRun {
    private final RunId id;
    private final List<JournalEntry> journal = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final SortedMap<String, String> evidence = new TreeMap<>();
    private final List<Supervisor.Question> questions = new ArrayList<>();
    private final List<String> operatorKeys = new ArrayList<>();
    private Optional<IssuedKeyPair> operator = Optional.empty();
    private Optional<IssuedKeyPair> formerOperator = Optional.empty();
    private final List<Health> healths = new ArrayList<>();
    private int thinks;
    private Function<Supervisor.Question, Supervisor.Answer> answers = _ -> Supervisor.Answer.YES;

    SimulatedRun(RunId id) {
        this.id = id;
    }

    public RunId id() {
        return id;
    }

    public synchronized List<JournalEntry> journal() {
        return List.copyOf(journal);
    }

    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    public synchronized SortedMap<String, String> evidence() {
        return new TreeMap<>(evidence);
    }

    /** Nothing of it is left, as if its folder were gone. */
    synchronized void forget() {
        journal.clear();
        events.clear();
        evidence.clear();
        questions.clear();
        operator = Optional.empty();
    }

    /** What the supervisor was asked, in order. */
    public synchronized List<Supervisor.Question> questions() {
        return List.copyOf(questions);
    }

    /** How the cluster was shown with each question, in order. */
    public synchronized List<Health> healths() {
        return List.copyOf(healths);
    }

    /** How the supervisor answers; yes to everything unless this was called. */
    public void answer(Function<Supervisor.Question, Supervisor.Answer> how) {
        answers = how;
    }

    /** How many times the run looks around before the supervisor answers; none unless this was called. */
    public void think(int looks) {
        thinks = looks;
    }

    Optional<IssuedKeyPair> operator() {
        return operator;
    }

    /** The tool's own certificate comes back, as the one that {@code verify} gets for itself. */
    synchronized void keepOperator() {
        operator = formerOperator;
    }

    synchronized List<String> everyOperatorKey() {
        return List.copyOf(operatorKeys);
    }

    RunPorts ports(SimulatedTool tool) {
        return new RunPorts(
                new Folder(tool), new Journal(tool), new Events(tool), new Operator(tool), new Person(tool));
    }

    private final class Folder implements RunFolder {
        private final SimulatedTool tool;

        Folder(SimulatedTool tool) {
            this.tool = tool;
        }

        @Override
        public RunId id() {
            return id;
        }

        @Override
        public Path secret(String name) {
            return Path.of("/simulated/secret", name);
        }

        @Override
        public void evidence(String name, String text) {
            tool.record("evidence " + name, () -> evidence.put(name, text));
        }
    }

    private final class Journal implements JournalStore {
        private final SimulatedTool tool;

        Journal(SimulatedTool tool) {
            this.tool = tool;
        }

        @Override
        public List<JournalEntry> read() {
            return tool.look(SimulatedRun.this::journal);
        }

        @Override
        public void append(JournalEntry entry) {
            tool.record("journal " + entry.getClass().getSimpleName() + " " + step(entry), () -> {
                journal.add(entry);
                if (entry instanceof JournalEntry.Finished finished) {
                    tool.ended(finished.step().value());
                }
            });
        }

        private static String step(JournalEntry entry) {
            return switch (entry) {
                case JournalEntry.Started started -> started.step().value();
                case JournalEntry.Finished finished -> finished.step().value();
                case JournalEntry.Satisfied satisfied -> satisfied.step().value();
                case JournalEntry.Failed failed -> failed.step().value();
                case JournalEntry.Held held -> held.step().value();
                case JournalEntry.Consented consented -> consented.phase().text();
                case JournalEntry.Opened _, JournalEntry.Resumed _, JournalEntry.Completed _ -> "";
            };
        }
    }

    private final class Events implements EventSink {
        private final SimulatedTool tool;

        Events(SimulatedTool tool) {
            this.tool = tool;
        }

        @Override
        public void tell(Event event) {
            tool.look(() -> events.add(event));
        }
    }

    private final class Operator implements OperatorIdentity {
        private final SimulatedTool tool;

        Operator(SimulatedTool tool) {
            this.tool = tool;
        }

        @Override
        public void store(IssuedKeyPair pair) {
            tool.record("store the operator's certificate", () -> {
                operator = Optional.of(pair);
                formerOperator = operator;
                operatorKeys.add(pair.key().reveal());
            });
        }

        @Override
        public Optional<IssuedKeyPair> load() {
            return tool.look(() -> operator);
        }

        @Override
        public void remove() {
            tool.record("remove the operator's certificate", () -> operator = Optional.empty());
        }
    }

    private final class Person implements Supervisor {
        private final SimulatedTool tool;

        Person(SimulatedTool tool) {
            this.tool = tool;
        }

        @Override
        public Answer ask(Question question, Health health, Meanwhile meanwhile) {
            tool.asked();
            tool.look(() -> questions.add(question) && healths.add(health));
            for (int look = 0; look < thinks; look++) {
                Optional<Answer> elsewhere = meanwhile.look();
                if (elsewhere.isPresent()) {
                    return elsewhere.get();
                }
            }
            return tool.look(() -> answers.apply(question));
        }

        @Override
        public String name() {
            return "ada";
        }
    }
}
