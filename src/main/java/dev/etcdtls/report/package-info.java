/** Words for people, and JSON for programs, made of the same values: plan, progress, results, problems. It knows no world. */
@NullMarked
package dev.etcdtls.report;

import org.jspecify.annotations.NullMarked;
