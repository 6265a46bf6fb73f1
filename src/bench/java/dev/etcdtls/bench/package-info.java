/**
 * Measurements of etcd-tls on the lab, each beside something that does the same job without it. A benchmark prints figures and judges none;
 * what must hold is asserted by tests.
 */
@NullMarked
package dev.etcdtls.bench;

import org.jspecify.annotations.NullMarked;
