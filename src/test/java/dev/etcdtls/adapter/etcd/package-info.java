@NullMarked
package dev.etcdtls.adapter.etcd;

import org.jspecify.annotations.NullMarked;
