package dev.etcdtls.consumer;

import dev.etcdtls.model.FilePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What flanneld has made of a host. It must survive a restart of flanneld: a new subnet would cut off every pod of the node, a new MAC every
 * other node's way to it. With the backend host-gw there is no link, and only the subnet can be compared.
 *
 * @param subnet the text of {@code subnet.env}; empty when there is no such file
 * @param links flannel's vxlan links by their names, {@code flannel.1}
 * @param routes of those links, each behind its link's name, in the words of {@code ip route}
 * @param forwarding entries of their forwarding tables, each behind its link's name, in the words of {@code bridge fdb}
 */
public record FlannelFacts(
        Optional<String> subnet,
        SortedMap<String, Vtep> links,
        SortedSet<String> routes,
        SortedSet<String> forwarding) {
    /** Where flanneld writes its subnet unless {@code --subnet-file} says otherwise. */
    public static final FilePath SUBNET_FILE = new FilePath("/run/flannel/subnet.env");

    public FlannelFacts {
        links = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(links));
        routes = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(routes));
        forwarding = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(forwarding));
    }

    /**
     * The end of flannel's tunnel on this host.
     *
     * @param local the address from which its packets go; empty when none is set
     */
    public record Vtep(String mac, long vni, String local) {}

    /**
     * What is no longer as it was, in words; nothing when all was kept. The text of the subnet must be the same to the byte, each link must
     * be there with its MAC, VNI and address, and no route and no entry may be missing; new ones are fine, since other nodes come and go.
     * Routes come back within seconds after the start, so ask again before this is held against a restart.
     */
    public List<String> keptBy(FlannelFacts after) {
        List<String> differences = new ArrayList<>();
        subnet.filter(text -> !after.subnet.equals(Optional.of(text)))
                .ifPresent(text -> differences.add(after.subnet
                        .map(now -> "subnet.env has changed: " + line(text) + " is now " + line(now))
                        .orElse("subnet.env is gone, which said " + line(text))));
        links.forEach((name, then) -> Optional.ofNullable(after.links.get(name))
                .ifPresentOrElse(
                        now -> differences.addAll(changes(name, then, now)),
                        () -> differences.add("the link " + name + " is gone")));
        missing(routes, after.routes).forEach(route -> differences.add("a route is gone: " + route));
        missing(forwarding, after.forwarding).forEach(entry -> differences.add("a forwarding entry is gone: " + entry));
        return List.copyOf(differences);
    }

    private static List<String> changes(String name, Vtep then, Vtep now) {
        List<String> changes = new ArrayList<>();
        if (!then.mac().equals(now.mac())) {
            changes.add("the MAC of " + name + " was " + then.mac() + " and is " + now.mac());
        }
        if (then.vni() != now.vni()) {
            changes.add("the VNI of " + name + " was " + then.vni() + " and is " + now.vni());
        }
        if (!then.local().equals(now.local())) {
            changes.add("the local address of " + name + " was " + then.local() + " and is " + now.local());
        }
        return changes;
    }

    private static SortedSet<String> missing(SortedSet<String> then, SortedSet<String> now) {
        SortedSet<String> missing = new TreeSet<>(then);
        missing.removeAll(now);
        return missing;
    }

    private static String line(String text) {
        return "`" + String.join(" ", text.strip().lines().toList()) + "`";
    }
}
