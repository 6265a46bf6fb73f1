@NullMarked
package dev.etcdtls.certificate;

import org.jspecify.annotations.NullMarked;
