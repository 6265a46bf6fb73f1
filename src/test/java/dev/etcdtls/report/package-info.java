@NullMarked
package dev.etcdtls.report;

import org.jspecify.annotations.NullMarked;
