package dev.etcdtls.acceptance.faults;

import java.util.List;
import java.util.Optional;

/** One thing that goes wrong. It is made anew for each run. */
public sealed interface Fault
        permits ClientOfSsh.Cut,
                ClientOfSsh.HalfOpen,
                EtcdKilledInSnapshot,
                ForeignEdit,
                ForeignMemberUpdate,
                FullDiskOfHost,
                FullDiskOfTool,
                LeaderMoves,
                OtherMemberCrashes,
                Partition,
                PoisonedConfiguration,
                PowerCut,
                SealedIssuer,
                TargetNeverComesBack {

    /** All of them, those that strike in two phases twice. */
    static List<Fault> all() {
        return List.of(
                new OtherMemberCrashes(Moment.EDITED_IN_ACCEPT),
                new OtherMemberCrashes(Moment.EDITED_IN_ENFORCE),
                new TargetNeverComesBack(),
                new PowerCut(Moment.EDITED_IN_ACCEPT),
                new PowerCut(Moment.RESTARTS_IN_ENFORCE),
                new FullDiskOfHost(),
                new ClientOfSsh.Cut(),
                new ClientOfSsh.HalfOpen(),
                new Partition(),
                new SealedIssuer(),
                new EtcdKilledInSnapshot(),
                new PoisonedConfiguration(),
                new LeaderMoves(),
                new ForeignEdit(),
                new ForeignMemberUpdate(),
                new FullDiskOfTool());
    }

    /** In words, with what it strikes. */
    String words();

    /** When it strikes. */
    Moment moment();

    /** Does it. The tool is frozen meanwhile, so that it strikes at this moment and no other. */
    void strike(Scene scene);

    /** By what the hosts show that it has struck, in their words; empty when they show nothing, and then the test is void. */
    Optional<String> seen(Scene scene);

    /** Takes it away, as the person would whom the tool's message has reached. */
    void mend(Scene scene);

    /** Whether the tool may get over it by itself, or must stop and say what is to be done. */
    default boolean mayGoUnnoticed() {
        return false;
    }
}
