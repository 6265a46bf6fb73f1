package dev.etcdtls.port;

/**
 * What can be asked of and done to etcd.
 *
 * @param onHost reads by a program on the member's own host, with the member's own certificate: for looks without an operator certificate
 */
public record EtcdPorts(EtcdApi api, EtcdReads onHost, TlsProber prober, CensusTaker census, ClusterLock lock) {}
