/** Immutable snapshots of what was seen on hosts and members. */
@NullMarked
package dev.etcdtls.observation;

import org.jspecify.annotations.NullMarked;
