package dev.etcdtls.engine.action;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a census tells that its time is over and somebody has not moved: on the way there, and on the way back. */
enum CensusWords {
    TO_TLS(
            ErrorCode.PLAINTEXT_CLIENT,
            "plaintext",
            "TLS",
            "move it to TLS or stop it, declare it in the inventory if it stays; then resume",
            "move it to TLS and resume; every member accepts both until then, and may do so for long"),
    TO_PLAINTEXT(
            ErrorCode.TLS_CLIENT,
            "TLS",
            "plaintext",
            "move it back to plaintext or stop it; then resume",
            "move it back to plaintext and resume; no listener was taken away yet, and the cluster may stay so for long");

    private final ErrorCode stranger;
    private final String old;
    private final String wanted;
    private final String ofStranger;
    private final String ofConsumer;

    CensusWords(ErrorCode stranger, String old, String wanted, String ofStranger, String ofConsumer) {
        this.stranger = stranger;
        this.old = old;
        this.wanted = wanted;
        this.ofStranger = ofStranger;
        this.ofConsumer = ofConsumer;
    }

    /** Why a census of that time limit ends without success; at least one problem. */
    List<Problem> timedOut(CensusBook book, Duration longest) {
        List<Problem> problems = new ArrayList<>();
        for (String client : book.undeclared()) {
            problems.add(
                    new Problem(stranger, "clients", "an undeclared client speaks " + old + ": " + client, ofStranger));
        }
        book.lastDeclared().forEach(consumer -> problems.add(waiting(consumer + " still speaks " + old)));
        for (String balancer : book.asking()) {
            problems.add(new Problem(
                    ErrorCode.CENSUS_TIMED_OUT,
                    "clients",
                    balancer + " would take every member out of service",
                    "its owner sets its check to " + book.healthCheck()
                            + ", or to TCP on the client port; then resume: every member answers both until then"));
        }
        book.notYetSeenMoved()
                .forEach(
                        consumer -> problems.add(waiting("consumer " + consumer + " was not seen speaking " + wanted)));
        if (problems.isEmpty()) {
            problems.add(waiting("the quiet time did not pass within " + longest.toMinutes() + " min"));
        }
        return problems;
    }

    private Problem waiting(String summary) {
        return new Problem(ErrorCode.CENSUS_TIMED_OUT, "clients", summary, ofConsumer);
    }
}
