package dev.etcdtls.simulation;

/**
 * The tool died here. Thrown by every call of a dead tool; whoever runs a scenario asks {@link SimulatedTool#isKilled} instead of catching
 * it, because it may come wrapped.
 */
public final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String where) {
        super("the tool was killed " + where);
    }
}
