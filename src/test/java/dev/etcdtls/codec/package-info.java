@NullMarked
package dev.etcdtls.codec;

import org.jspecify.annotations.NullMarked;
