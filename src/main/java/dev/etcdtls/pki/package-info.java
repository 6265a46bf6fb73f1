/** Wanted mounts, roles and policies of a Vault or OpenBao, and the difference to what is there. */
@NullMarked
package dev.etcdtls.pki;

import org.jspecify.annotations.NullMarked;
