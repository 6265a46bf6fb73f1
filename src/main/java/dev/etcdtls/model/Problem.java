package dev.etcdtls.model;

/**
 * Expected trouble as a value: what, where, and what to do next.
 *
 * @param code for ever the same for the same kind of trouble; each has a runbook
 * @param address where: {@code hosts/m2}, {@code inventory.yaml:12}, {@code members/m1}
 * @param summary what is wrong, one sentence
 * @param nextAction what the person on duty does next, one sentence
 */
public record Problem(ErrorCode code, String address, String summary, String nextAction) {
    @Override
    public String toString() {
        return code + " at " + address + ": " + summary + "; " + nextAction;
    }
}
