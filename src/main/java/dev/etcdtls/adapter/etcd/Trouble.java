package dev.etcdtls.adapter.etcd;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.EtcdEndpoint;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * A failed gRPC call in the words of the person on duty: one line, what and where and what to do next.
 *
 * @param what the call, as the object of a sentence: {@code the status}
 * @param sent whether the call reached a connection at all
 */
record Trouble(EtcdEndpoint endpoint, String what, Duration deadline, StatusRuntimeException error, boolean sent) {
    /** Whether the channel is better thrown away. */
    boolean isOfTheConnection() {
        return switch (code()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL, UNKNOWN, CANCELLED -> !isOfEtcd();
            case OK,
                    INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    RESOURCE_EXHAUSTED,
                    FAILED_PRECONDITION,
                    ABORTED,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    DATA_LOSS,
                    UNAUTHENTICATED -> false;
        };
    }

    /** Whether the call, had it been a change, may have taken effect. etcd's own time-outs are UNAVAILABLE too. */
    boolean mayHaveHappened() {
        return sent
                && switch (code()) {
                    case UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL, UNKNOWN, CANCELLED, ABORTED, DATA_LOSS -> true;
                    case OK,
                            INVALID_ARGUMENT,
                            NOT_FOUND,
                            ALREADY_EXISTS,
                            PERMISSION_DENIED,
                            RESOURCE_EXHAUSTED,
                            FAILED_PRECONDITION,
                            OUT_OF_RANGE,
                            UNIMPLEMENTED,
                            UNAUTHENTICATED -> false;
                };
    }

    /** For a change of which nobody knows whether it happened. */
    Problem unknown() {
        return problem(
                ErrorCode.OUTCOME_UNKNOWN,
                "nobody can tell whether " + what + " through " + endpoint.url() + " took effect: " + reason(),
                "look at the cluster again before anything else");
    }

    /** For a call that certainly changed nothing. */
    Problem problem() {
        return isOfEtcd() || sent && !isOfTheConnection() ? refusedByEtcd() : unreachable();
    }

    private Problem refusedByEtcd() {
        String summary = endpoint.url() + " refused " + what + ": " + description();
        return switch (code()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL, UNKNOWN, CANCELLED, ABORTED ->
                problem(ErrorCode.NO_LEADER, summary, "wait until a quorum of members serves and all name one leader");
            case PERMISSION_DENIED, UNAUTHENTICATED ->
                problem(
                        ErrorCode.UNSUPPORTED_CLUSTER,
                        summary,
                        "etcd's own users are on (auth enable), which this release cannot work with");
            case RESOURCE_EXHAUSTED ->
                problem(ErrorCode.ALARM_RAISED, summary, "compact, defragment and disarm the alarm, then resume");
            case OUT_OF_RANGE ->
                problem(ErrorCode.GATE_INCONCLUSIVE, summary, "ask again at a revision that every member still has");
            case OK, INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION, UNIMPLEMENTED, DATA_LOSS ->
                problem(ErrorCode.STEP_FAILED, summary, "look at the cluster again; nothing was changed");
        };
    }

    private Problem unreachable() {
        Optional<ConnectException> refused = cause(ConnectException.class);
        if (refused.isPresent() && firstLine(refused.get()).contains("refused")) {
            return problem(
                    ErrorCode.MEMBER_DOWN,
                    "nothing listens at " + endpoint.url() + " (connection refused)",
                    "look at the state and the log of etcd's unit on " + endpoint.host());
        }
        if (isOfTls()) {
            return problem(
                    ErrorCode.MEMBER_UNREACHABLE,
                    "TLS with " + endpoint.url() + " failed: " + reason(),
                    "compare the member's certificate and trusted CA with those of this run (etcd-tls audit)");
        }
        if (sent) {
            return problem(
                    ErrorCode.MEMBER_UNREACHABLE,
                    endpoint.url() + " took the call for " + what + " and did not answer: " + reason(),
                    "see whether a quorum of members serves, then look at the log of etcd's unit on "
                            + endpoint.host());
        }
        return problem(
                ErrorCode.MEMBER_UNREACHABLE,
                endpoint.url() + " did not answer: " + reason(),
                "look at the state and the log of etcd's unit on " + endpoint.host() + ", and whether this port speaks "
                        + endpoint.url().scheme());
    }

    private Problem problem(ErrorCode code, String summary, String nextAction) {
        return new Problem(code, "hosts/" + endpoint.host(), summary, nextAction);
    }

    private Status.Code code() {
        return error.getStatus().getCode();
    }

    /** Whether the words are etcd's own: it puts its name before each of them. */
    private boolean isOfEtcd() {
        return description().startsWith("etcdserver: ");
    }

    private boolean isOfTls() {
        return cause(SSLException.class).isPresent()
                || cause(GeneralSecurityException.class).isPresent();
    }

    private String reason() {
        if (code() == Status.Code.DEADLINE_EXCEEDED) {
            return "no answer within " + deadline.toMillis() + " ms";
        }
        Throwable deepest = error;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof ClosedChannelException) {
            return "it closed the connection at once";
        }
        return deepest == error ? description() : firstLine(deepest);
    }

    private String description() {
        String description = error.getStatus().getDescription();
        return description == null
                ? code().toString()
                : description.lines().findFirst().orElse(code().toString());
    }

    private <E extends Throwable> Optional<E> cause(Class<E> type) {
        for (Throwable at = error; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }

    /** An exception's own words on one line. */
    static String firstLine(Throwable error) {
        String message = error.getMessage();
        return message == null || message.isBlank()
                ? error.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
