/** The command line: one class a command, exit codes, and {@code Wiring}, the only place where adapters are built. */
@NullMarked
package dev.etcdtls.cli;

import org.jspecify.annotations.NullMarked;
