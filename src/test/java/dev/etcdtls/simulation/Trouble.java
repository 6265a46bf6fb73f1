package dev.etcdtls.simulation;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;

/** Problems that the simulated world answers with. */
final class Trouble {
    private Trouble() {}

    static Problem of(ErrorCode code, String address, String summary) {
        return new Problem(code, address, summary, "look at the simulation");
    }
}
