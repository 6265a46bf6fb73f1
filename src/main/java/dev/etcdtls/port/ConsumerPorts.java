package dev.etcdtls.port;

/** What can be seen of consumers, and asked of them, on their hosts. */
public record ConsumerPorts(ConsumerLook look, ConsumerProbe probe) {}
