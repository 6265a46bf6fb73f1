package dev.etcdtls.tally;

/** The sorts of tests, told apart by the name of their class. */
enum Sort {
    UNIT,
    ARCHITECTURE,
    SCENARIO,
    LAB;

    static Sort of(String className) {
        if (className.endsWith("IT")) {
            return LAB;
        }
        if (className.endsWith("ArchitectureTest")) {
            return ARCHITECTURE;
        }
        return className.endsWith("ScenarioTest") ? SCENARIO : UNIT;
    }
}
