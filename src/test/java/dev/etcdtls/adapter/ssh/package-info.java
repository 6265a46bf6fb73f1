@NullMarked
package dev.etcdtls.adapter.ssh;

import org.jspecify.annotations.NullMarked;
