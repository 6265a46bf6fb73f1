/** What the engine tells while it works: facts only; the report words them. */
@NullMarked
package dev.etcdtls.event;

import org.jspecify.annotations.NullMarked;
