package dev.etcdtls.engine.action;

import dev.etcdtls.engine.observe.Together;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.step.StageConsumerCertificates;
import dev.etcdtls.step.StageConsumerCertificates.Staging;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Stages the certificates of consumers, on some hosts at once and on each host one after the other. What fails on one host keeps no other
 * from its certificate: all of them are told, and doing the step again does what is missing.
 */
final class ConsumerStaging {
    private static final int HOSTS_AT_ONCE = 4;
    private static final String ENDS = "ends";

    private final Equipment equipment;
    private final StageConsumerCertificates step;

    /** What became of one consumer's set. */
    private record Ended(ConsumerName consumer, Performed performed) {}

    ConsumerStaging(Equipment equipment, StageConsumerCertificates step) {
        this.equipment = equipment;
        this.step = step;
    }

    Performed perform() {
        List<List<Staging>> hosts = step.hosts().stream()
                .map(host -> step.staging().stream()
                        .filter(one -> one.host().equals(host))
                        .toList())
                .toList();
        List<Ended> all = Together.ask(hosts, HOSTS_AT_ONCE, this::onHost).stream()
                .flatMap(List::stream)
                .toList();
        Evidence evidence = new Evidence();
        TreeSet<String> ends = new TreeSet<>();
        List<Problem> problems = new ArrayList<>();
        for (Ended one : all) {
            switch (one.performed()) {
                case Performed.Done(SortedMap<String, String> facts) -> {
                    facts.forEach((name, fact) -> evidence.add(one.consumer() + " " + name, fact));
                    ends.add(facts.getOrDefault(ENDS, ""));
                }
                case Performed.Failed(List<Problem> reasons) -> problems.addAll(reasons);
            }
        }
        if (!problems.isEmpty()) {
            return new Performed.Failed(problems);
        }
        return evidence.add(ENDS, ends.first()).done();
    }

    private List<Ended> onHost(List<Staging> consumers) {
        return consumers.stream()
                .map(one -> new Ended(one.consumer(), stage(one)))
                .toList();
    }

    private Performed stage(Staging one) {
        CertificateStaging.Wanted wanted = new CertificateStaging.Wanted(
                one.consumer().value(), one.host(), one.folder(), one.version(), one.request(), one.delivery());
        try {
            return new CertificateStaging(equipment, wanted, this::tell).perform();
        } catch (ProblemException e) {
            return new Performed.Failed(e.problems());
        }
    }

    /** Hosts are worked on at once, and told of one after the other. */
    private synchronized void tell(String fact) {
        equipment.tell(step, fact);
    }
}
