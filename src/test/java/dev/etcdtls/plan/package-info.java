/** Plans on predicted states: laws, tables, scenarios. */
@NullMarked
package dev.etcdtls.plan;

import org.jspecify.annotations.NullMarked;
