package dev.etcdtls.tally;

/**
 * One test case of a surefire or failsafe report.
 *
 * @param className fully qualified
 * @param method without arguments or the number of an invocation
 */
record ReportedTest(String className, String method, Result result) {
    enum Result {
        PASSED,
        FAILED,
        SKIPPED
    }

    Sort sort() {
        return Sort.of(className);
    }
}
