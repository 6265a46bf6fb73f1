/** The demonstration: a plaintext cluster goes to mutual TLS under load, and every promise is measured from outside the tool. */
@NullMarked
package dev.etcdtls.demo;

import org.jspecify.annotations.NullMarked;
