package dev.etcdtls.step;

/** Restarts a member with the file as it was before the migration: plaintext only, no certificate loaded. The mirror of {@link Step.AcceptTls}. */
public record RevertAccept(Target target, Restoration back) implements Step {
    @Override
    public Phase phase() {
        return Phase.WITHDRAW;
    }

    @Override
    public String what() {
        return target.name().value();
    }
}
