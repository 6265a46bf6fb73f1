/** The inventory as YAML: strict reading with line and column, and writing for people. */
@NullMarked
package dev.etcdtls.adapter.yaml;

import org.jspecify.annotations.NullMarked;
