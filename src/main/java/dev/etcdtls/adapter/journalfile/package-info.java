/** Runs on disk: plan, journal, events, evidence and secrets of a run in one folder. */
@NullMarked
package dev.etcdtls.adapter.journalfile;

import org.jspecify.annotations.NullMarked;
