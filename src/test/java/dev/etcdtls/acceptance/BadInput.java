package dev.etcdtls.acceptance;

import dev.etcdtls.model.ErrorCode;
import java.util.List;

/**
 * One bad input and how it must be refused.
 *
 * @param command what the person runs
 * @param exitCode written down here and not taken from the code's severity, because the number is the promise
 * @param codes one for each cause, in the order of the messages
 * @param phrases what the message must say, however its lines are broken
 */
record BadInput(
        String name,
        Fault fault,
        Login login,
        List<String> command,
        int exitCode,
        List<ErrorCode> codes,
        String... phrases) {

    /** How the command logs in. */
    enum Login {
        AS_OPS,
        /** With a file of known hosts that lacks m2. */
        WITHOUT_KEY_OF_M2,
        /** With a file of known hosts in which m2 has the key of m1. */
        WITH_KEY_OF_M1_FOR_M2
    }

    /** What is wrong, and how it is made right again. */
    interface Fault {
        void plant(Bench bench);

        /** Whether hosts, cluster or issuer are changed, and not only a file of the person. */
        default boolean isOfWorld() {
            return false;
        }

        default void undo(Bench bench) {}
    }

    /** {@code plan} with the inventory that the fault wrote. */
    static BadInput plan(String name, Fault fault, int exitCode, ErrorCode code, String... phrases) {
        return new BadInput(
                name,
                fault,
                Login.AS_OPS,
                List.of("plan", "-i", Bench.INVENTORY, "--out", "refused"),
                exitCode,
                List.of(code),
                phrases);
    }

    /** {@code apply} of a plan in a folder. */
    static BadInput apply(
            String name, String plan, Fault fault, int exitCode, List<ErrorCode> codes, String... phrases) {
        return new BadInput(
                name, fault, Login.AS_OPS, List.of("apply", plan, "--gate", "none"), exitCode, codes, phrases);
    }

    BadInput with(Login other) {
        return new BadInput(name, fault, other, command, exitCode, codes, phrases);
    }

    @Override
    public String toString() {
        return name;
    }
}
