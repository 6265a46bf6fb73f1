@NullMarked
package dev.etcdtls.adapter.vault;

import org.jspecify.annotations.NullMarked;
