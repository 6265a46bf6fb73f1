package dev.etcdtls.inventory;

/**
 * Ports that the tool may use on hosts.
 *
 * @param extra the TLS client port of the extra-port strategy
 * @param rehearsalClient scratch client port of the rehearsal
 * @param rehearsalPeer scratch peer port of the rehearsal
 * @param metrics plaintext health and metrics for probes that cannot present a certificate
 * @param proxy the localhost TLS proxy of kube-apiserver
 */
public record Ports(int extra, int rehearsalClient, int rehearsalPeer, int metrics, int proxy) {
    public static final Ports DEFAULT = new Ports(2378, 12_379, 12_380, 2381, 2382);
}
