/** Rules that the build enforces: an unenforced rule decays. */
@NullMarked
package dev.etcdtls.architecture;

import org.jspecify.annotations.NullMarked;
