package dev.etcdtls.port;

/** What can be asked of consumers on their hosts. */
public record ConsumerPorts(ConsumerProbe probe) {}
