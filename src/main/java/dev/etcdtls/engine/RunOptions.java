package dev.etcdtls.engine;

import dev.etcdtls.port.RunControl;
import dev.etcdtls.port.RunControl.Wish;
import dev.etcdtls.step.Phase;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How a plan is carried out this time; nothing of it changes what the plan does.
 *
 * @param until the last phase to do; empty for all
 * @param control what people ask of the run while it works
 */
public record RunOptions(GateMode gate, Optional<Phase> until, RunControl control) {
    /** @param stopAsked whether somebody asked to end at the next resting state; asked often, from several threads */
    public RunOptions(GateMode gate, Optional<Phase> until, BooleanSupplier stopAsked) {
        this(gate, until, stoppedBy(stopAsked));
    }

    private static RunControl stoppedBy(BooleanSupplier stopAsked) {
        return () -> stopAsked.getAsBoolean() ? new Wish.Abort("a person") : new Wish.None();
    }
}
