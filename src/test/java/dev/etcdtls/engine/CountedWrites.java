package dev.etcdtls.engine;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes that count how often a member was disturbed, and spend their budget at one of them. */
final class CountedWrites implements Writes {
    private final int spentAt;
    int disturbed;
    boolean closed;
    List<Problem> atTheEnd = List.of();

    CountedWrites(int spentAt) {
        this.spentAt = spentAt;
    }

    @Override
    public void disturbing() {
        disturbed++;
    }

    @Override
    public void quiet() {}

    @Override
    public List<Problem> problems() {
        return disturbed < spentAt
                ? List.of()
                : List.of(new Problem(ErrorCode.ERROR_BUDGET_SPENT, "cluster", "planted", "look"));
    }

    @Override
    public SortedMap<String, String> figures() {
        return new TreeMap<>(Map.of("disturbed", "" + disturbed));
    }

    @Override
    public List<Problem> finish() {
        return atTheEnd;
    }

    @Override
    public void close() {
        closed = true;
    }
}
