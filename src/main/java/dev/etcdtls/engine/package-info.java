/** The loop that carries a plan out, and what {@code plan}, {@code apply} and {@code resume} call. Names no kind of step. */
@NullMarked
package dev.etcdtls.engine;

import org.jspecify.annotations.NullMarked;
