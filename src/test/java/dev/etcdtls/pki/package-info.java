@NullMarked
package dev.etcdtls.pki;

import org.jspecify.annotations.NullMarked;
