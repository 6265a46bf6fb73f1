/** What the operator declares, validated. Everything else is observed. */
@NullMarked
package dev.etcdtls.inventory;

import org.jspecify.annotations.NullMarked;
