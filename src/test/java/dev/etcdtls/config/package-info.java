@NullMarked
package dev.etcdtls.config;

import org.jspecify.annotations.NullMarked;
