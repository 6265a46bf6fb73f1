package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.Authority;
import dev.etcdtls.observation.Socket;
import dev.etcdtls.observation.Socket.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the lines of {@code ss -Htnap}. */
final class SocketReading {
    private static final Pattern LINE =
            Pattern.compile("(LISTEN|ESTAB)\\s+\\d+\\s+\\d+\\s+(\\S+)\\s+(\\S+)\\s*(?:users:\\(\\((.*)\\)\\))?\\s*");
    private static final Pattern PROCESS = Pattern.compile("\"([^\"]*)\",pid=(\\d+)");

    private SocketReading() {}

    /**
     * @param lines other states than listening and established are passed over
     * @param owners unit by process id
     */
    static List<Socket> read(List<String> lines, Map<String, String> owners) {
        List<Socket> sockets = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                socket(matcher, owners).ifPresent(sockets::add);
            }
        }
        return sockets;
    }

    /** Reads lines of a process id and a unit; a process without a unit is not in it. */
    static Map<String, String> owners(List<String> lines) {
        Map<String, String> owners = new LinkedHashMap<>();
        for (String line : lines) {
            int blank = line.indexOf(' ');
            if (blank > 0 && blank + 1 < line.length()) {
                owners.put(line.substring(0, blank), line.substring(blank + 1));
            }
        }
        return owners;
    }

    private static Optional<Socket> socket(Matcher line, Map<String, String> owners) {
        boolean listening = line.group(1).equals("LISTEN");
        Optional<Authority> local = authority(line.group(2), 0);
        if (local.isEmpty()) {
            return Optional.empty();
        }
        Matcher process = PROCESS.matcher(line.group(4) == null ? "" : line.group(4));
        boolean known = process.find();
        return authority(line.group(3), local.get().port())
                .map(remote -> new Socket(
                        listening ? State.LISTENING : State.ESTABLISHED,
                        local.get(),
                        remote,
                        known ? process.group(1) + "/" + process.group(2) : "",
                        known ? owners.getOrDefault(process.group(2), "") : ""));
    }

    /**
     * An address of {@code ss}: {@code *} is every address, {@code %eth0} a scope, an IPv4 address in IPv6 clothes is the IPv4 address.
     *
     * @param anyPort stands for the port {@code *}
     */
    static Optional<Authority> authority(String text, int anyPort) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        String host = text.substring(0, colon).replaceAll("%[^\\]]*", "").replaceFirst("^\\[::ffff:([0-9.]+)]$", "$1");
        String port = text.substring(colon + 1);
        int number = port.equals("*") ? anyPort : port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
        if (number == 0) {
            return Optional.empty();
        }
        String plain = host.equals("*") ? "[::]" : host;
        return Optional.of(
                new Authority(plain.contains(":") && !plain.startsWith("[") ? "[" + plain + "]" : plain, number));
    }
}
