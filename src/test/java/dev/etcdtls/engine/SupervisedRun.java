package dev.etcdtls.engine;

import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.engine.action.Equipment;
import dev.etcdtls.engine.observe.LatestEndpoints;
import dev.etcdtls.event.Event;
import dev.etcdtls.event.Event.WaitReason;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.RunControl;
import dev.etcdtls.port.RunControl.Wish;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.simulation.SimulatedCluster;
import dev.etcdtls.simulation.Trial;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The migration of a simulated cluster of three members, with people at a second terminal. */
final class SupervisedRun {
    private final Trial trial = Trial.of(new SimulatedCluster(3));
    private final SimulatedCluster cluster = trial.cluster();
    private final Plan plan = trial.plan();

    Trial trial() {
        return trial;
    }

    Plan plan() {
        return plan;
    }

    /** Carries out the plan; people say what they wish each time that the engine asks. */
    RunResult run(GateMode gate, Function<Told, Wish> people) {
        Told told = new Told();
        RunControl control = () -> {
            told.looks++;
            return people.apply(told);
        };
        cluster.laws().bind(plan);
        Equipment.Work work = new Equipment.Work(plan, cluster.inventory());
        return new Migration(
                        cluster.world(),
                        work,
                        new LatestEndpoints(),
                        new RunOptions(gate, Optional.empty(), control),
                        _ -> Writes.NONE)
                .run(PlanCodec.digest(plan));
    }

    List<Event.WaitBegun> waits() {
        return cluster.run().events().stream()
                .flatMap(event -> event instanceof Event.WaitBegun wait ? Stream.of(wait) : Stream.empty())
                .toList();
    }

    List<String> ends() {
        return cluster.run().events().stream()
                .flatMap(event -> event instanceof Event.WaitEnded end ? Stream.of(end.how()) : Stream.empty())
                .toList();
    }

    /** Steps that began during a wait. */
    List<Event> startsBetween(Event.WaitBegun wait) {
        List<Event> events = cluster.run().events();
        return events.subList(events.indexOf(wait), events.size()).stream()
                .takeWhile(event -> !(event instanceof Event.WaitEnded))
                .filter(event -> event instanceof Event.StepStarted)
                .toList();
    }

    /** How often it was asked whether plaintext may be closed. */
    long closings() {
        return cluster.run().questions().stream()
                .filter(question -> question instanceof Question.ClosePlaintext)
                .count();
    }

    /** What the control sees of the run at each time that it is asked. */
    final class Told {
        private int looks;
        private boolean used;

        int looks() {
            return looks;
        }

        boolean once() {
            boolean first = !used;
            used = true;
            return first;
        }

        int waits() {
            return SupervisedRun.this.waits().size();
        }

        boolean ended(String step) {
            return cluster.run().journal().stream()
                    .anyMatch(entry -> entry instanceof JournalEntry.Finished finished
                            && finished.step().value().equals(step));
        }

        boolean restarted() {
            return cluster.effects().stream().anyMatch(effect -> effect.contains("restart"));
        }

        boolean census() {
            return cluster.run().events().stream().anyMatch(event -> event instanceof Event.CensusTaken);
        }

        Optional<String> lastWait(WaitReason reason) {
            return SupervisedRun.this.waits().stream()
                    .filter(wait -> wait.reason() == reason)
                    .map(Event.WaitBegun::name)
                    .reduce((_, last) -> last);
        }
    }
}
