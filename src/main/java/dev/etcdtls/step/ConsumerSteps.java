package dev.etcdtls.step;

import java.util.stream.Collectors;

/** What {@link Disruption}, {@link Reason} and {@link Reversal} say of the steps for consumers. */
final class ConsumerSteps {
    /** A plan for a hundred nodes is read by people, too. */
    private static final int MOST_NAMED = 4;

    private ConsumerSteps() {}

    static Disruption disruption(ConsumerStep step) {
        return switch (step) {
            case MoveConsumers _ -> Disruption.CONSUMER;
            case StageConsumerCertificates _, RemoveConsumerCertificates _ -> Disruption.NONE;
        };
    }

    static String reason(ConsumerStep step) {
        return switch (step) {
            case StageConsumerCertificates _ ->
                "each consumer finds its certificate, its key and the trusted CA on its host before it moves to TLS";
            case MoveConsumers _ ->
                "it speaks plaintext, which is closed later; every member serves both now, so one consumer at a time can change over and go back";
            case RemoveConsumerCertificates _ -> "no key is left behind that nothing uses and nobody renews";
        };
    }

    static Reversal reversal(ConsumerStep step) {
        return switch (step) {
            case StageConsumerCertificates stage ->
                new Reversal.By("the sets that were staged are removed from " + folders(stage)
                        + "; a consumer that was given them goes back to plaintext first");
            case MoveConsumers _ ->
                new Reversal.By(
                        "its owner puts the kept copies of its files back and restarts it, while plaintext is served;"
                                + " the way back names them and waits");
            case RemoveConsumerCertificates _ ->
                new Reversal.By("certificates are issued and staged again, by a new plan");
        };
    }

    private static String folders(StageConsumerCertificates stage) {
        return stage.staging().size() > MOST_NAMED
                ? "the folders of " + stage.staging().size() + " consumers"
                : stage.staging().stream()
                        .map(one -> one.folder().base() + " on " + one.host())
                        .collect(Collectors.joining(", "));
    }
}
