@NullMarked
package dev.etcdtls.consumer;

import org.jspecify.annotations.NullMarked;
