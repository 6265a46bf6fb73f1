@NullMarked
package dev.etcdtls.adapter.yaml;

import org.jspecify.annotations.NullMarked;
