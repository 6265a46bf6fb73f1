/**
 * A cluster in memory that implements every port: hosts with files and units, etcd processes with their settings, raft membership, dials,
 * certificates, clients, and a clock that nobody waits for. It follows what was measured on real etcd.
 */
@NullMarked
package dev.etcdtls.simulation;

import org.jspecify.annotations.NullMarked;
