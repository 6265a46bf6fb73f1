package dev.etcdtls.lab;

/** What a lab consists of. */
public record LabOptions(
        String name, int members, EtcdRelease etcd, EtcdStyle style, IssuerChoice issuer, Guests guests) {
    private static final int MOST_MEMBERS = 7;

    public LabOptions {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,30}")) {
            throw new LabException("a lab's name is of a-z, 0-9 and - (at most 31): " + name);
        }
        if (members < 1 || members > MOST_MEMBERS) {
            throw new LabException("a lab has 1 to 7 members, not " + members);
        }
    }

    /** Three members of etcd 3.5.16, no issuer host, no guests. */
    public static LabOptions named(String name) {
        return new LabOptions(name, 3, EtcdRelease.V3_5_16, EtcdStyle.ENV_FILE, IssuerChoice.LOCAL, Guests.none());
    }

    /** The same with another number of members, 1 to 7. */
    public LabOptions withMembers(int wanted) {
        return new LabOptions(name, wanted, etcd, style, issuer, guests);
    }

    /** The same with another etcd. */
    public LabOptions withEtcd(EtcdRelease wanted) {
        return new LabOptions(name, members, wanted, style, issuer, guests);
    }

    /** The same with another issuer. */
    public LabOptions withIssuer(IssuerChoice wanted) {
        return new LabOptions(name, members, etcd, style, wanted, guests);
    }

    /** The same with or without the workload. */
    public LabOptions withWorkload(WorkloadChoice wanted) {
        return withGuests(guests.withWorkload(wanted));
    }

    /** The same with other guests. */
    public LabOptions withGuests(Guests wanted) {
        return new LabOptions(name, members, etcd, style, issuer, wanted);
    }
}
