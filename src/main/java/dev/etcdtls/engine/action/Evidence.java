package dev.etcdtls.engine.action;

import java.util.SortedMap;
import java.util.TreeMap;

/** What a step can show for itself, by name; written into the journal when the step is finished. */
final class Evidence {
    private final SortedMap<String, String> facts = new TreeMap<>();

    Evidence add(String name, Object fact) {
        facts.put(name, fact.toString());
        return this;
    }

    Performed done() {
        return new Performed.Done(facts);
    }
}
