package dev.etcdtls.lab;

/** What a lab has beside its members and its issuer. */
public record Guests(
        WorkloadChoice workload, int apiservers, int flannelNodes, BalancerChoice balancer, StrangerChoice strangers) {
    private static final int MOST_APISERVERS = 3;
    private static final int MOST_NODES = 5;

    public Guests {
        if (apiservers < 0 || apiservers > MOST_APISERVERS) {
            throw new LabException("a lab has at most 3 apiservers, not " + apiservers);
        }
        if (flannelNodes < 0 || flannelNodes > MOST_NODES) {
            throw new LabException("a lab has at most 5 flannel nodes, not " + flannelNodes);
        }
    }

    /** Nothing. */
    public static Guests none() {
        return new Guests(WorkloadChoice.NONE, 0, 0, BalancerChoice.NONE, StrangerChoice.NONE);
    }

    /** The same with or without the workload. */
    public Guests withWorkload(WorkloadChoice wanted) {
        return new Guests(wanted, apiservers, flannelNodes, balancer, strangers);
    }

    /** The same with so many apiservers, 0 to 3, and a host that loads them. */
    public Guests withApiservers(int wanted) {
        return new Guests(workload, wanted, flannelNodes, balancer, strangers);
    }

    /** The same with so many nodes of a flannel network, 0 to 5. */
    public Guests withFlannelNodes(int wanted) {
        return new Guests(workload, apiservers, wanted, balancer, strangers);
    }

    /** The same with such a load balancer. */
    public Guests withBalancer(BalancerChoice wanted) {
        return new Guests(workload, apiservers, flannelNodes, wanted, strangers);
    }

    /** The same with or without clients that nobody declares. */
    public Guests withStrangers(StrangerChoice wanted) {
        return new Guests(workload, apiservers, flannelNodes, balancer, wanted);
    }
}
