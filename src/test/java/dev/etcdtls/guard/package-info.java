/** One row for each refusal, with its exact message. */
@NullMarked
package dev.etcdtls.guard;

import org.jspecify.annotations.NullMarked;
