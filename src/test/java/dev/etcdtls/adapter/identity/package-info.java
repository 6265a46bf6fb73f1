@NullMarked
package dev.etcdtls.adapter.identity;

import org.jspecify.annotations.NullMarked;
