@NullMarked
package dev.etcdtls.adapter.localca;

import org.jspecify.annotations.NullMarked;
