package dev.etcdtls.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The bridge of the lab's network, under a name of its own, so that what a killed engine left of it can be told from the
 * bridges of others. A bridge left behind keeps the addresses of its dead hosts, which answer for them, and its rule for
 * masquerading catches the packets of a new network with the same addresses: members then cannot reach each other.
 */
final class LabBridge {
    static final String NAME = "etcdtls0";
    private static final Pattern PORT = Pattern.compile("(?m)^\\d+: ([^@:]+)");
    private static final int SSH_PORT = 22;
    private static final int PATIENCE_MILLIS = 500;

    private LabBridge() {}

    /**
     * Removes the bridge and its links if no host behind it lives. Fails, and removes nothing, if one does (a lab of
     * another engine) or if an interface of somebody else has the lab's addresses.
     */
    static void removeLeftOver(Progress progress) {
        for (NetworkInterface each : interfaces()) {
            if (each.getInterfaceAddresses().stream().noneMatch(LabBridge::isOfLab)) {
                continue;
            }
            if (!each.getName().equals(NAME)) {
                throw new LabException("the interface %s of this machine has addresses of %s, which the lab needs: %s"
                        .formatted(each.getName(), LabNetwork.SUBNET, "end what uses it, or ip link delete it"));
            }
            if (aHostAnswers()) {
                throw new LabException(
                        "a lab of another engine is up on this machine (bridge %s); one at a time".formatted(NAME));
            }
            progress.say("removing the bridge %s, which a killed engine left behind".formatted(NAME));
            remove();
        }
    }

    /** Fails if a host of a lab answers, when the engine in use has none: another engine has it. */
    static void refuseIfAHostAnswers() {
        // Without the bridge the question would go out to the machine's own network, where a gateway may answer it.
        if (interfaces().stream().anyMatch(each -> each.getName().equals(NAME)) && aHostAnswers()) {
            throw new LabException("a lab of another docker engine is up on this machine (%s answers); one at a time"
                    .formatted(LabNetwork.memberAddress(1)));
        }
    }

    private static void remove() {
        String ports = ip("-o", "link", "show", "master", NAME).stdout();
        PORT.matcher(ports).results().map(result -> result.group(1)).forEach(port -> ip("link", "delete", port));
        ip("link", "delete", NAME);
    }

    private static ExecResult ip(String... arguments) {
        String command = LocalCommand.find("ip")
                .orElseThrow(() -> new LabException("the command ip is missing: apt-get install iproute2"))
                .toString();
        List<String> whole = new ArrayList<>(List.of(command));
        whole.addAll(List.of(arguments));
        ExecResult result = LocalCommand.run(whole.toArray(String[]::new));
        result.orThrow("removing the bridge " + NAME);
        return result;
    }

    private static boolean aHostAnswers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(LabNetwork.memberAddress(1), SSH_PORT), PATIENCE_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isOfLab(InterfaceAddress address) {
        String prefix = LabNetwork.SUBNET.substring(0, LabNetwork.SUBNET.lastIndexOf('.') + 1);
        return address.getAddress().getHostAddress().startsWith(prefix);
    }

    private static List<NetworkInterface> interfaces() {
        try {
            return NetworkInterface.networkInterfaces().toList();
        } catch (SocketException e) {
            throw new LabException("cannot list the network interfaces of this machine", e);
        }
    }
}
