@NullMarked
package dev.etcdtls.observation;

import org.jspecify.annotations.NullMarked;
