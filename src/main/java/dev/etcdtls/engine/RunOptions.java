package dev.etcdtls.engine;

import dev.etcdtls.step.Phase;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How a plan is carried out this time; nothing of it changes what the plan does.
 *
 * @param until the last phase to do; empty for all
 * @param stopAsked whether somebody asked to stop at the next resting state; asked often, from several threads
 */
public record RunOptions(GateMode gate, Optional<Phase> until, BooleanSupplier stopAsked) {}
