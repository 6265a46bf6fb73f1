/** Vault and OpenBao over their HTTP API, by the vault-java-driver. */
@NullMarked
package dev.etcdtls.adapter.vault;

import org.jspecify.annotations.NullMarked;
