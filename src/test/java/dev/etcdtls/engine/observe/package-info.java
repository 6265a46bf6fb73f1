@NullMarked
package dev.etcdtls.engine.observe;

import org.jspecify.annotations.NullMarked;
