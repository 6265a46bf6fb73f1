package dev.etcdtls.adapter.yaml;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** What is wrong with one text, collected, so that a person sees all of it at once. */
final class Complaints {
    private final String source;
    private final List<Problem> problems = new ArrayList<>();

    /** @param source the file as the person calls it */
    Complaints(String source) {
        this.source = source;
    }

    void at(Node node, String summary, String nextAction) {
        at(node.getStartMark(), summary, nextAction);
    }

    void at(Optional<Mark> mark, String summary, String nextAction) {
        String address = mark.map(it -> source + ":" + (it.getLine() + 1) + ":" + (it.getColumn() + 1))
                .orElse(source);
        problems.add(new Problem(ErrorCode.INVENTORY_INVALID, address, summary, nextAction));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    int count() {
        return problems.size();
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }
}
