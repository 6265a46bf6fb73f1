/** The person at the terminal, or the flags that stand for one; and the machine's clock. */
@NullMarked
package dev.etcdtls.adapter.terminal;

import org.jspecify.annotations.NullMarked;
