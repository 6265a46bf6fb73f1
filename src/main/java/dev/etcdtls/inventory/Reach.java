package dev.etcdtls.inventory;

/** How the tool reaches the members' client URLs: through the host's SSH connection, or directly. */
public enum Reach {
    SSH,
    DIRECT
}
