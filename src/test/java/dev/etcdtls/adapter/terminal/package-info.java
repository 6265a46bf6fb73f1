@NullMarked
package dev.etcdtls.adapter.terminal;

import org.jspecify.annotations.NullMarked;
