package dev.etcdtls.lab;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is where in a lab, for programs: the content of {@code lab.json}. */
record LabRecord(
        String name,
        String started,
        String etcd,
        String style,
        String issuer,
        String network,
        List<String> clientUrls,
        List<Host> hosts) {

    /** One host of the lab. */
    record Host(String name, String role, String address, String container) {}

    static LabRecord of(LabOptions options, List<LabHost> hosts, List<String> clientUrls) {
        return new LabRecord(
                options.name(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                options.etcd().version(),
                options.style().name(),
                options.issuer().name(),
                LabNetwork.SUBNET,
                clientUrls,
                hosts.stream()
                        .map(host -> new Host(host.name(), host.role().name(), host.address(), host.container()))
                        .toList());
    }

    String json() {
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(this) + "\n";
    }
}
