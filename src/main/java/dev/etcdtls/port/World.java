package dev.etcdtls.port;

/** Every seam to the outside that a run needs. */
public record World(HostPorts hosts, EtcdPorts etcd, CertificateIssuer issuer, RunPorts run, Pacer pacer) {}
