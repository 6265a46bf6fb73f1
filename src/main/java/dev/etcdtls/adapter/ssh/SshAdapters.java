package dev.etcdtls.adapter.ssh;

import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.port.CensusTaker;
import dev.etcdtls.port.ConsumerLook;
import dev.etcdtls.port.ConsumerPorts;
import dev.etcdtls.port.DeadManSwitch;
import dev.etcdtls.port.EtcdReads;
import dev.etcdtls.port.HostFiles;
import dev.etcdtls.port.HostKeys;
import dev.etcdtls.port.HostPorts;
import dev.etcdtls.port.Hosts;
import dev.etcdtls.port.Pacer;
import dev.etcdtls.port.PeerDialer;
import dev.etcdtls.port.Rehearsal;
import dev.etcdtls.port.Services;
import dev.etcdtls.port.Tunnels;

/**
 * Everything that is done on the hosts of an inventory, over one SSH connection to each, opened when it is first needed. Every part may be
 * used from several threads. Nothing is written to a host but by what is asked for; to close this ends connections and tunnels.
 */
public final class SshAdapters implements AutoCloseable {
    private final SshConnections connections;
    private final RootShell shell;
    private final HttpFromHost http;
    private final SshRehearsal rehearsal;
    private final SshCensus census;
    private final SshTunnels tunnels;
    private final Pacer pacer;

    public SshAdapters(Inventory inventory, SshSettings settings, Pacer pacer) {
        this.pacer = pacer;
        connections = new SshConnections(inventory, settings, pacer);
        shell = new RootShell(connections);
        http = new HttpFromHost(shell);
        rehearsal = new SshRehearsal(shell, http, pacer);
        census = new SshCensus(shell, new HostAddresses(inventory, shell), new SshConsumers(shell, pacer));
        tunnels = new SshTunnels(connections, inventory.tuning().reach());
    }

    public Hosts hosts() {
        return new SshHosts(connections, shell, pacer);
    }

    public ConsumerLook consumerLook() {
        return new SshConsumerLook(connections, shell, pacer);
    }

    public HostFiles files() {
        return new SshHostFiles(shell);
    }

    public Services services() {
        return new SshServices(shell);
    }

    public HostKeys keys() {
        return new SshHostKeys(shell);
    }

    public Rehearsal rehearsal() {
        return rehearsal;
    }

    public PeerDialer dialer() {
        return new SshPeerDialer(http);
    }

    public DeadManSwitch deadMan() {
        return new SshDeadManSwitch(shell);
    }

    public ConsumerPorts consumers() {
        return new ConsumerPorts(consumerLook(), new SshConsumerProbe(shell));
    }

    /** Reads of etcd by a program on the member's own host, with the member's own certificate. */
    public EtcdReads onHost() {
        return new GatewayReads(http);
    }

    public CensusTaker census() {
        return census;
    }

    /** All that can be done on hosts. */
    public HostPorts ports() {
        return new HostPorts(hosts(), files(), services(), keys(), rehearsal(), dialer(), deadMan(), consumers());
    }

    public Tunnels tunnels() {
        return tunnels;
    }

    RootShell shell() {
        return shell;
    }

    @Override
    public void close() {
        tunnels.close();
        connections.close();
    }
}
