package dev.etcdtls.consumer;

import dev.etcdtls.model.ConsumerName;

/** A declared flanneld and how far it is. */
public record FlannelNode(ConsumerName name, Standing standing) {
    public enum Standing {
        TO_MOVE,
        /** Its running process speaks TLS with files that are there. */
        MOVED,
        /** Its host could not be looked at: nothing is planned for it, and it keeps the census open. */
        UNSEEN
    }
}
