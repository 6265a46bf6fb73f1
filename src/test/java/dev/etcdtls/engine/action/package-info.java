@NullMarked
package dev.etcdtls.engine.action;

import org.jspecify.annotations.NullMarked;
