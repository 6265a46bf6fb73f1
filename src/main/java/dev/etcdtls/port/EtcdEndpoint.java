package dev.etcdtls.port;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.HostName;

/** One member's own client URL, and the host through which it is reached when the inventory says {@code reach: ssh}. */
public record EtcdEndpoint(HostName host, ClientUrl url) {
    @Override
    public String toString() {
        return url + " (" + host + ")";
    }
}
