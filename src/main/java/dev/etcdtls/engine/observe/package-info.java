/** Raw answers of hosts and members become one observation. Changes nothing. */
@NullMarked
package dev.etcdtls.engine.observe;

import org.jspecify.annotations.NullMarked;
