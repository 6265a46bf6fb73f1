package dev.etcdtls.port;

/** What can be done on hosts. */
public record HostPorts(
        Hosts look, HostFiles files, Services services, HostKeys keys, Rehearsal rehearsal, PeerDialer dialer) {}
