package dev.etcdtls.consumer;

import java.util.List;

/** What in a list of endpoints cannot be judged. */
final class EndpointReading {
    private EndpointReading() {}

    /** Endpoints that name a scheme which is none of etcd's two. */
    static List<String> unread(List<Endpoint> endpoints) {
        return endpoints.stream()
                .filter(endpoint -> !endpoint.isBare() && endpoint.scheme().isEmpty())
                .map(endpoint -> "its endpoint '" + endpoint + "' is neither http nor https")
                .toList();
    }
}
