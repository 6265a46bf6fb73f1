@NullMarked
package dev.etcdtls.engine.proof;

import org.jspecify.annotations.NullMarked;
