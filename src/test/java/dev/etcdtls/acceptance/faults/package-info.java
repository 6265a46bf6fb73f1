/** What can go wrong around a migration on the lab: each fault strikes at a moment of a run, tells by what it was seen, and can be mended. */
@NullMarked
package dev.etcdtls.acceptance.faults;

import org.jspecify.annotations.NullMarked;
