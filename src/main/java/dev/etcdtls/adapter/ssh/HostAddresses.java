package dev.etcdtls.adapter.ssh;

import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which host of the inventory has an address. A host's addresses are asked once; one that cannot be asked is tried again later. */
final class HostAddresses {
    private final Inventory inventory;
    private final RootShell shell;
    private final Map<HostName, List<String>> known = new ConcurrentHashMap<>();

    HostAddresses(Inventory inventory, RootShell shell) {
        this.inventory = inventory;
        this.shell = shell;
    }

    /** The host with that address (without brackets); none for a loopback address, which every host has. */
    Optional<HostName> hostOf(String address) {
        return inventory.hosts().stream()
                .filter(entry -> entry.ssh().bareHost().equals(address)
                        || addresses(entry.name()).contains(address))
                .map(entry -> entry.name())
                .findFirst();
    }

    private List<String> addresses(HostName host) {
        List<String> before = known.get(host);
        if (before != null) {
            return before;
        }
        if (shell.run(host, RemoteScript.ADDRESSES) instanceof Outcome.Done<Finished>(Finished ended)) {
            List<String> found =
                    ended.out().lines().filter(line -> !line.isBlank()).toList();
            known.put(host, found);
            return found;
        }
        return List.of();
    }
}
