/** Counts what a test run did, and refuses a run that left something out. */
@NullMarked
package dev.etcdtls.tally;

import org.jspecify.annotations.NullMarked;
