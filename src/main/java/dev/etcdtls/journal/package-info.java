/** Entries of the journal, the fold that says how far a run is, and the decision of what to resume. No file access. */
@NullMarked
package dev.etcdtls.journal;

import org.jspecify.annotations.NullMarked;
