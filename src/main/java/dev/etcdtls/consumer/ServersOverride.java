package dev.etcdtls.consumer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One part of kube-apiserver's {@code --etcd-servers-overrides}, {@code group/resource#server;server}: the servers of that one resource. It
 * shares the certificate files of the main list, and within it the first server's scheme decides for all, too.
 *
 * @param resource {@code group/resource}; the group of Kubernetes' core is empty ({@code /events})
 */
public record ServersOverride(String resource, List<Endpoint> servers) {
    public ServersOverride {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("an override without a server: '" + resource + "'");
        }
    }

    /** Reads one part. */
    static ServersOverride parse(String text) {
        String[] parts = text.split("#", -1);
        if (parts.length != 2 || parts[0].split("/", -1).length != 2) {
            throw new IllegalArgumentException(
                    "expected group/resource#server;server, found '" + Endpoint.masked(text) + "'");
        }
        return new ServersOverride(parts[0], Endpoint.split(parts[1], ";"));
    }

    /** The parts of the values of a flag that may be given several times. */
    static List<ServersOverride> list(List<String> values) {
        List<ServersOverride> overrides = new ArrayList<>();
        for (String value : values) {
            Arrays.stream(value.split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .map(ServersOverride::parse)
                    .forEach(overrides::add);
        }
        return overrides;
    }

    @Override
    public String toString() {
        return resource + "#" + servers.stream().map(Endpoint::toString).collect(Collectors.joining(";"));
    }
}
