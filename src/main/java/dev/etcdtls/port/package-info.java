/** Interfaces to the world: hosts, files, services, etcd, issuer, journal store, lock, supervisor, clock. */
@NullMarked
package dev.etcdtls.port;

import org.jspecify.annotations.NullMarked;
