/** What proves that nothing was lost and that the end state holds; usable without a run. */
@NullMarked
package dev.etcdtls.engine.proof;

import org.jspecify.annotations.NullMarked;
