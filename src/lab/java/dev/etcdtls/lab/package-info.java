/**
 * A lab of real components: hosts with systemd and sshd, a plaintext etcd cluster, OpenBao and an independent workload,
 * on a network of their own. Tests, demo and benchmarks use it through {@link dev.etcdtls.lab.Lab}.
 */
@NullMarked
package dev.etcdtls.lab;

import org.jspecify.annotations.NullMarked;
