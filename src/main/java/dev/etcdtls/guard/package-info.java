/** Pre- and postconditions of steps, and quorum arithmetic; each class is named for the harm it prevents. */
@NullMarked
package dev.etcdtls.guard;

import org.jspecify.annotations.NullMarked;
