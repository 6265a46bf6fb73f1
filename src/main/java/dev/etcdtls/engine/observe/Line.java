package dev.etcdtls.engine.observe;

import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.EtcdReads;

/** A way to ask a member: at which endpoint, and through what. */
public record Line(EtcdEndpoint endpoint, EtcdReads reads) {}
