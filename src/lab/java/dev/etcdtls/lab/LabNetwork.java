package dev.etcdtls.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network;
import java.util.Map;

/** The network of a lab (TEST-NET-2, which no real network uses) and the addresses on it. */
final class LabNetwork {
    static final String SUBNET = "198.51.100.0/24";
    static final String ISSUER_ADDRESS = "198.51.100.5";
    static final String WORKLOAD_ADDRESS = "198.51.100.50";
    static final String BALANCER_ADDRESS = "198.51.100.8";
    static final String API_LOAD_ADDRESS = "198.51.100.51";
    static final String STRANGER_ADDRESS = "198.51.100.52";
    private static final String PREFIX = "198.51.100.";
    private static final int BEFORE_THE_FIRST_MEMBER = 10;
    private static final int BEFORE_THE_FIRST_APISERVER = 20;
    private static final int BEFORE_THE_FIRST_NODE = 30;

    private LabNetwork() {}

    /** The address of member {@code number}, counted from 1. */
    static String memberAddress(int number) {
        return PREFIX + (BEFORE_THE_FIRST_MEMBER + number);
    }

    /** The address of apiserver {@code number}, counted from 1. */
    static String apiserverAddress(int number) {
        return PREFIX + (BEFORE_THE_FIRST_APISERVER + number);
    }

    /** The address of flannel node {@code number}, counted from 1. */
    static String nodeAddress(int number) {
        return PREFIX + (BEFORE_THE_FIRST_NODE + number);
    }

    /** Makes the network and returns its name. */
    static String create(DockerClient client, String lab, Map<String, String> labels) {
        String name = "etcd-tls-" + lab;
        try {
            client.createNetworkCmd()
                    .withName(name)
                    .withDriver("bridge")
                    .withOptions(Map.of("com.docker.network.bridge.name", LabBridge.NAME))
                    .withLabels(labels)
                    .withIpam(new Network.Ipam().withConfig(new Network.Ipam.Config().withSubnet(SUBNET)))
                    .exec();
            return name;
        } catch (DockerException e) {
            throw new LabException(
                    "cannot make the network %s (%s); another docker network may have it: docker network ls"
                            .formatted(name, SUBNET),
                    e);
        }
    }
}
