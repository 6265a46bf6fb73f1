/** Laws of the journal's fold. */
@NullMarked
package dev.etcdtls.journal;

import org.jspecify.annotations.NullMarked;
