package dev.etcdtls.inventory;

import dev.etcdtls.model.HostName;

/** A host, how SSH reaches it, and whether it carries a member. */
public record HostEntry(HostName name, SshAddress ssh, boolean member) {}
