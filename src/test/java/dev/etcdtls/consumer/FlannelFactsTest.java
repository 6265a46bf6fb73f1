package dev.etcdtls.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.consumer.FlannelFacts.Vtep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FlannelFactsTest {
    private static final Vtep VTEP = new Vtep("ca:be:fc:1e:ac:83", 1, "198.51.100.31");
    private static final FlannelFacts BEFORE =
            facts("FLANNEL_SUBNET=10.244.1.1/24\n", VTEP, List.of("flannel.1 to n2"), List.of("flannel.1 n2"));

    @Test
    void whatIsTheSameWasKept() {
        assertThat(BEFORE.keptBy(BEFORE)).isEmpty();
    }

    /** Another node came meanwhile. */
    @Test
    void newRoutesAndEntriesAreFine() {
        FlannelFacts after = facts(
                "FLANNEL_SUBNET=10.244.1.1/24\n",
                VTEP,
                List.of("flannel.1 to n2", "flannel.1 to n3"),
                List.of("flannel.1 n2", "flannel.1 n3"));

        assertThat(BEFORE.keptBy(after)).isEmpty();
        assertThat(after.keptBy(BEFORE))
                .containsExactly("a route is gone: flannel.1 to n3", "a forwarding entry is gone: flannel.1 n3");
    }

    @Test
    void anotherSubnetIsTold() {
        FlannelFacts after =
                facts("FLANNEL_SUBNET=10.244.7.1/24\n", VTEP, List.of("flannel.1 to n2"), List.of("flannel.1 n2"));

        assertThat(BEFORE.keptBy(after))
                .containsExactly("subnet.env has changed: `FLANNEL_SUBNET=10.244.1.1/24` is now"
                        + " `FLANNEL_SUBNET=10.244.7.1/24`");
    }

    /** To the byte: a file that was written anew in another order is another one. */
    @Test
    void aLineMoreIsAChange() {
        FlannelFacts after =
                facts("FLANNEL_SUBNET=10.244.1.1/24\n\n", VTEP, List.of("flannel.1 to n2"), List.of("flannel.1 n2"));

        assertThat(BEFORE.keptBy(after)).hasSize(1);
    }

    @Test
    void anotherMacIsTold() {
        FlannelFacts after = facts(
                "FLANNEL_SUBNET=10.244.1.1/24\n",
                new Vtep("02:00:00:00:00:01", 2, "198.51.100.99"),
                List.of("flannel.1 to n2"),
                List.of("flannel.1 n2"));

        assertThat(BEFORE.keptBy(after))
                .containsExactly(
                        "the MAC of flannel.1 was ca:be:fc:1e:ac:83 and is 02:00:00:00:00:01",
                        "the VNI of flannel.1 was 1 and is 2",
                        "the local address of flannel.1 was 198.51.100.31 and is 198.51.100.99");
    }

    @Test
    void whatIsGoneIsTold() {
        FlannelFacts nothing = new FlannelFacts(Optional.empty(), new TreeMap<>(), new TreeSet<>(), new TreeSet<>());

        assertThat(BEFORE.keptBy(nothing))
                .containsExactly(
                        "subnet.env is gone, which said `FLANNEL_SUBNET=10.244.1.1/24`",
                        "the link flannel.1 is gone",
                        "a route is gone: flannel.1 to n2",
                        "a forwarding entry is gone: flannel.1 n2");
        assertThat(nothing.keptBy(BEFORE)).isEmpty();
    }

    private static FlannelFacts facts(String subnet, Vtep vtep, List<String> routes, List<String> forwarding) {
        return new FlannelFacts(
                Optional.of(subnet),
                new TreeMap<>(Map.of("flannel.1", vtep)),
                new TreeSet<>(routes),
                new TreeSet<>(forwarding));
    }
}
