/**
 * Hosts over SSH: one connection to each, on which commands run, files are written, etcd's ports are reached and traffic is looked at.
 * Everything on a host is done by small shell scripts (in the resources of this package) that root runs through {@code sudo -n}.
 */
@NullMarked
package dev.etcdtls.adapter.ssh;

import org.jspecify.annotations.NullMarked;
