package dev.etcdtls.port;

/** What can be done on hosts. */
public record HostPorts(
        Hosts look,
        HostFiles files,
        Services services,
        HostKeys keys,
        Rehearsal rehearsal,
        PeerDialer dialer,
        DeadManSwitch deadMan,
        ConsumerPorts consumers) {
    /** The same host with other units. */
    public HostPorts with(Services others) {
        return new HostPorts(look, files, others, keys, rehearsal, dialer, deadMan, consumers);
    }

    /** The same host with another dialer. */
    public HostPorts with(PeerDialer other) {
        return new HostPorts(look, files, services, keys, rehearsal, other, deadMan, consumers);
    }
}
