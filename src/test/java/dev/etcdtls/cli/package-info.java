@NullMarked
package dev.etcdtls.cli;

import org.jspecify.annotations.NullMarked;
