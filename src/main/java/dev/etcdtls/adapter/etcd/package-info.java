/** etcd over gRPC and raw TLS: one channel to each member's own endpoint. Speaks the protocols and decides nothing. */
@NullMarked
package dev.etcdtls.adapter.etcd;

import org.jspecify.annotations.NullMarked;
