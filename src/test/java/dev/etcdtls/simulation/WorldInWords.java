package dev.etcdtls.simulation;

import dev.etcdtls.model.HostName;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A simulated world in words, to compare two of them. */
final class WorldInWords {
    private WorldInWords() {}

    static SortedMap<String, String> of(SimulatedCluster cluster) {
        SimulatedRaft raft = cluster.network.raft;
        SortedMap<String, String> state = new TreeMap<>();
        for (SimulatedMember member : cluster.network.members.values()) {
            String name = member.name.value();
            SimulatedHost host = member.host;
            state.put(name + " unit", member.activeState());
            state.put(name + " settings", member.running().values().toString());
            state.put(
                    name + " peer urls",
                    raft.peerUrls.getOrDefault(member.id, List.of()).toString());
            state.put(
                    name + " client urls",
                    raft.clientUrls.getOrDefault(member.id, List.of()).toString());
            state.put(name + " files", host.files.snapshot().keySet().toString());
            state.put(name + " configuration", host.configuration());
            host.deadMan.ifPresent(
                    lies -> state.put(name + " dead-man switch", lies.state().toString()));
            if (!host.saved.isEmpty()) {
                state.put(name + " kept for a switch", host.saved.keySet().toString());
            }
        }
        for (HostName host : cluster.hostNames()) {
            state.putIfAbsent(
                    host + " files",
                    cluster.host(host).files.snapshot().keySet().toString());
        }
        state.put("lock", cluster.lockHolder.toString());
        state.put("tool's certificate", cluster.run.operator().isPresent() ? "there" : "removed");
        return state;
    }
}
