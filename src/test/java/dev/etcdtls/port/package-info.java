@NullMarked
package dev.etcdtls.port;

import org.jspecify.annotations.NullMarked;
