@NullMarked
package dev.etcdtls.engine;

import org.jspecify.annotations.NullMarked;
