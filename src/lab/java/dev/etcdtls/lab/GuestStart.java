package dev.etcdtls.lab;

import java.util.List;

/** Starts what a lab has beside its members and its issuer, on a cluster that is healthy. */
final class GuestStart {
    private final Guests guests;
    private final List<LabHost> hosts;
    private final List<String> clientUrls;
    private final Progress progress;

    GuestStart(Guests guests, List<LabHost> hosts, List<String> clientUrls, Progress progress) {
        this.guests = guests;
        this.hosts = List.copyOf(hosts);
        this.clientUrls = List.copyOf(clientUrls);
        this.progress = progress;
    }

    /** Returns when all guests do what they are there for. */
    void start() {
        for (LabHost host : with(HostRole.WORKLOAD)) {
            progress.say("starting the workload");
            new Workload(host).start(clientUrls);
        }
        List<Balancer> balancers = with(HostRole.BALANCER).stream()
                .map(host -> new Balancer(host, hosts))
                .toList();
        balancers.forEach(balancer -> balancer.start(guests.balancer()));
        startKubernetes();
        startFlannel();
        if (!balancers.isEmpty()) {
            progress.say("waiting for the load balancer");
            balancers.forEach(Balancer::awaitAllUp);
        }
        for (LabHost host : with(HostRole.API_LOAD)) {
            progress.say("starting the API load");
            new ApiLoad(host).start(apiEndpoints(), apiserverUrls(), pki());
        }
        for (LabHost host : with(HostRole.STRANGER)) {
            PlaintextStrangers strangers = new PlaintextStrangers(host);
            strangers.start(clientUrls);
            strangers.startCron(clientUrls);
        }
    }

    private void startKubernetes() {
        List<LabHost> hostsOfApiservers = with(HostRole.APISERVER);
        if (hostsOfApiservers.isEmpty()) {
            return;
        }
        progress.say("starting %d apiservers".formatted(hostsOfApiservers.size()));
        pki().makeFor(hostsOfApiservers);
        List<KubeApiserver> apiservers =
                hostsOfApiservers.stream().map(KubeApiserver::new).toList();
        apiservers.forEach(apiserver -> apiserver.begin(clientUrls));
        apiservers.forEach(KubeApiserver::awaitReady);
    }

    private void startFlannel() {
        List<LabHost> hostsOfNodes = with(HostRole.NODE);
        if (hostsOfNodes.isEmpty()) {
            return;
        }
        progress.say("starting flannel on %d nodes".formatted(hostsOfNodes.size()));
        FlannelNode.putNetwork(with(HostRole.MEMBER).getFirst(), clientUrls);
        List<FlannelNode> nodes = hostsOfNodes.stream().map(FlannelNode::new).toList();
        nodes.forEach(node -> node.begin(clientUrls));
        nodes.forEach(FlannelNode::awaitReady);
        new PodTraffic(hostsOfNodes).start();
    }

    private KubePki pki() {
        return new KubePki(with(HostRole.APISERVER).getFirst());
    }

    /** Through the load balancer where there is one, as the users of a cluster do. */
    private List<String> apiEndpoints() {
        return switch (guests.balancer()) {
            case NONE -> apiserverUrls();
            case HTTP, TCP, METRICS -> List.of("https://" + LabNetwork.BALANCER_ADDRESS + ":6443");
        };
    }

    private List<String> apiserverUrls() {
        return with(HostRole.APISERVER).stream()
                .map(host -> new KubeApiserver(host).url())
                .toList();
    }

    private List<LabHost> with(HostRole role) {
        return hosts.stream().filter(host -> host.role() == role).toList();
    }
}
