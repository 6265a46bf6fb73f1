package dev.etcdtls.lab;

import java.util.Optional;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * Tells Testcontainers (which finds this class as a service) about the engine that the lab has started, as long as it
 * answers; {@code DOCKER_HOST} goes before it.
 */
public final class OwnEngineStrategy extends DockerClientProviderStrategy {
    private static final int BEFORE_THE_USUAL_SOCKETS = 90;

    /** For the service loader. */
    public OwnEngineStrategy() {}

    @Override
    public String getDescription() {
        return "engine started by the etcd-tls lab";
    }

    @Override
    public TransportConfig getTransportConfig() {
        return TransportConfig.builder()
                .dockerHost(OwnEngine.ofUser().address())
                .build();
    }

    @Override
    protected boolean isApplicable() {
        return Optional.ofNullable(System.getenv("DOCKER_HOST")).isEmpty()
                && OwnEngine.ofUser().answers();
    }

    @Override
    protected boolean isPersistable() {
        return false;
    }

    @Override
    protected int getPriority() {
        return BEFORE_THE_USUAL_SOCKETS;
    }
}
