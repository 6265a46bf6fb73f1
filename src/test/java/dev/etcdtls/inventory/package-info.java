@NullMarked
package dev.etcdtls.inventory;

import org.jspecify.annotations.NullMarked;
