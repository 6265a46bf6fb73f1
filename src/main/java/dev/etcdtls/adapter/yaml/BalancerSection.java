package dev.etcdtls.adapter.yaml;

import dev.etcdtls.certificate.IpText;
import dev.etcdtls.inventory.Balancer;
import dev.etcdtls.inventory.Balancer.Check;
import dev.etcdtls.model.BalancerName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** The inventory's {@code balancers}: load balancers before etcd, and how they ask for a member's health. */
final class BalancerSection {
    private static final List<String> KEYS = List.of("name", "addresses", "check");

    private final Complaints complaints;

    BalancerSection(Complaints complaints) {
        this.complaints = complaints;
    }

    List<Balancer> read(YamlSection top) {
        List<Balancer> balancers = new ArrayList<>();
        Set<BalancerName> names = new HashSet<>();
        for (Node node : top.list("balancers")) {
            balancers.add(balancer(new YamlSection(complaints, node, "a balancer", KEYS), names));
        }
        return balancers;
    }

    private Balancer balancer(YamlSection section, Set<BalancerName> names) {
        Optional<BalancerName> name = section.required("name", BalancerName::new);
        if (name.isPresent() && !names.add(name.get())) {
            complaints.at(
                    section.place("name"), "two balancers are called '" + name.get() + "'", "give each its own name");
        }
        if (!section.has("check")) {
            section.missing("check");
        }
        String word = section.word(
                "check",
                Check.HTTP.word(),
                Arrays.stream(Check.values()).map(Check::word).toList());
        List<String> addresses = section.texts("addresses", BalancerSection::address);
        if (!section.has("addresses")) {
            section.missing("addresses");
        } else if (section.list("addresses").isEmpty()) {
            complaints.at(
                    section.place("addresses"),
                    "a balancer has at least one address",
                    "write those from which members see it");
        }
        return new Balancer(
                name.orElse(new BalancerName("unknown")),
                addresses,
                Arrays.stream(Check.values())
                        .filter(check -> check.word().equals(word))
                        .findFirst()
                        .orElse(Check.HTTP));
    }

    private static String address(String text) {
        if (IpText.canonical(text).isEmpty()) {
            throw new IllegalArgumentException("not an IP address: '" + text + "'");
        }
        return text;
    }
}
