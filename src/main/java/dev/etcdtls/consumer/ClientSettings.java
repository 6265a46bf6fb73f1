package dev.etcdtls.consumer;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.UnitSettings;
import dev.etcdtls.model.Authority;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a running process talks to etcd, read from its command line and environment: what is in force, not what a file says. Reading never
 * fails; what could not be understood makes the speech {@link Speech#UNKNOWN}.
 *
 * @param program what makes something of the settings
 * @param endpoints in the order of the process: for most programs the first one matters most
 * @param overrides kube-apiserver's own servers for single resources
 * @param others further settings that matter for a move, by flag name without dashes
 * @param unread why the settings cannot be judged, in words; empty when they can
 */
public record ClientSettings(
        ClientProgram program,
        List<Endpoint> endpoints,
        ClientFiles files,
        List<ServersOverride> overrides,
        SortedMap<String, String> others,
        List<String> unread) {
    public ClientSettings {
        endpoints = List.copyOf(endpoints);
        overrides = List.copyOf(overrides);
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
        unread = List.copyOf(unread);
    }

    /**
     * Of a declared consumer. One that its owner moves may be anything: only a program that is known by its name is read.
     *
     * @param arguments with the program itself as the first
     */
    public static ClientSettings of(ConsumerEntry consumer, List<String> arguments, Map<String, String> environment) {
        return switch (consumer.kind()) {
            case KUBE_APISERVER -> ofKubeApiserver(arguments);
            case FLANNELD -> ofFlanneld(arguments, environment);
            case UNIT -> ofUnit(consumer.behaviour().moving().settings(), environment);
            case SELF_MOVING -> ofAny(arguments, environment);
        };
    }

    private static ClientSettings ofAny(List<String> arguments, Map<String, String> environment) {
        String program = arguments.isEmpty() ? "" : arguments.getFirst().replaceFirst("^.*/", "");
        return switch (program) {
            case "kube-apiserver", "hyperkube" -> ofKubeApiserver(arguments);
            case "flanneld" -> ofFlanneld(arguments, environment);
            default -> unreadable(ClientProgram.UNIT, "its owner moves it, and its settings are not read");
        };
    }

    /** @param arguments with the program itself as the first; {@code hyperkube apiserver ...} is one, too */
    public static ClientSettings ofKubeApiserver(List<String> arguments) {
        return KubeApiserverReading.of(arguments);
    }

    /** @param arguments with the program itself as the first */
    public static ClientSettings ofFlanneld(List<String> arguments, Map<String, String> environment) {
        return FlanneldReading.of(arguments, environment);
    }

    /** @param settings the variables that the inventory names */
    public static ClientSettings ofUnit(UnitSettings settings, Map<String, String> environment) {
        return UnitReading.of(settings, environment);
    }

    /**
     * @param arguments of a process, or the words of a line in a unit or crontab, {@code NAME=value} words before the program included
     * @param byDefault what this etcdctl speaks when {@code ETCDCTL_API} does not say
     */
    public static ClientSettings ofEtcdctl(
            List<String> arguments, Map<String, String> environment, EtcdctlApi byDefault) {
        return EtcdctlReading.of(arguments, environment, byDefault);
    }

    /** Settings that nothing can be said about. */
    static ClientSettings unreadable(ClientProgram program, String why) {
        return new ClientSettings(
                program, List.of(), ClientFiles.NONE, List.of(), Collections.emptySortedMap(), List.of(why));
    }

    public Speech speech() {
        return Spoken.of(this).speech();
    }

    /** What it speaks and why, to be read after the client's name: {@code speaks plaintext: no endpoint is https}. */
    public String words() {
        return Spoken.of(this).words();
    }

    /**
     * The same without the overrides that lead to another cluster: those stay as they are, and do not make a list of both schemes.
     *
     * @param cluster every address and name that leads to a member of this cluster; ports do not matter
     */
    public ClientSettings towards(Collection<Authority> cluster) {
        List<String> hosts = cluster.stream().map(Authority::host).toList();
        return new ClientSettings(
                program,
                endpoints,
                files,
                overrides.stream()
                        .filter(override -> override.servers().stream()
                                .anyMatch(server ->
                                        server.host().filter(hosts::contains).isPresent()))
                        .toList(),
                others,
                unread);
    }

    /** Whether it asks etcd for its members and goes on with what they advertise (etcdctl v2 without {@code --no-sync}). */
    public boolean syncsEndpoints() {
        return program == ClientProgram.ETCDCTL_2 && !others.containsKey(EtcdctlReading.NO_SYNC);
    }
}
