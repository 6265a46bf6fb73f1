package dev.etcdtls.engine.proof;

import java.time.Duration;

/**
 * What the proof writer counted.
 *
 * @param acknowledged operations that a member confirmed
 * @param failed operations that no member confirmed in at most two attempts
 * @param ambiguous attempts that erred after they had been sent; their operations may be acknowledged all the same
 * @param lost acknowledged operations that a member was found not to have
 * @param readFrom members from which everything acknowledged was read back, the last time that it was
 * @param longestStall the longest time that a client went on trying without an acknowledgement
 */
public record ProofFigures(
        int acknowledged, int failed, int ambiguous, int lost, int readFrom, Duration longestStall) {}
