/** etcd's settings, its precedence rules, and text-to-text edits per configuration style. */
@NullMarked
package dev.etcdtls.config;

import org.jspecify.annotations.NullMarked;
