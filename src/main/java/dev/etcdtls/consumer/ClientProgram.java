package dev.etcdtls.consumer;

/** The programs whose settings can be read, and what each makes of a list of endpoints. */
public enum ClientProgram {
    KUBE_APISERVER("kube-apiserver", Choice.FIRST_DECIDES),
    FLANNELD("flanneld", Choice.FIRST_DECIDES),
    ETCDCTL_2("etcdctl (v2)", Choice.EACH_BY_ITSELF),
    ETCDCTL_3("etcdctl (v3)", Choice.FIRST_DECIDES),
    /** A unit whose settings the inventory names. */
    UNIT("the unit", Choice.EACH_BY_ITSELF);

    private final String text;
    private final Choice choice;

    ClientProgram(String text, Choice choice) {
        this.text = text;
        this.choice = choice;
    }

    /** Go's clientv3 takes its credentials from the scheme of the first endpoint and uses them, or none, for all. */
    boolean firstEndpointDecides() {
        return choice == Choice.FIRST_DECIDES;
    }

    @Override
    public String toString() {
        return text;
    }

    private enum Choice {
        FIRST_DECIDES,
        EACH_BY_ITSELF
    }
}
