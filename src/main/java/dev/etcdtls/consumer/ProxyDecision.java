package dev.etcdtls.consumer;

import dev.etcdtls.inventory.ProxyKind;

/** What becomes of a kube-apiserver's way to etcd, and why. */
public sealed interface ProxyDecision {
    ProxyKind kind();

    /** @param why one sentence for the plan */
    record Choice(ProxyKind kind, String why) implements ProxyDecision {}

    /**
     * @param why what would break
     * @param next what to do about it
     */
    record Unfit(ProxyKind kind, String why, String next) implements ProxyDecision {}
}
