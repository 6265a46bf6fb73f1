/** The embedded CA: a first run needs no Vault. */
@NullMarked
package dev.etcdtls.adapter.localca;

import org.jspecify.annotations.NullMarked;
