/** What is known about clients of etcd: how they talk to it, what proves that they moved, and what they get. */
@NullMarked
package dev.etcdtls.consumer;

import org.jspecify.annotations.NullMarked;
