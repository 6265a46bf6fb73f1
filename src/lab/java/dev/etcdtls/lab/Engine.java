package dev.etcdtls.lab;

import com.github.dockerjava.api.DockerClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.EnvironmentAndSystemPropertyClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * The docker engine that the lab uses: one that answers is used and never stopped or reconfigured; one of the lab's own
 * is started only when none does, and ended with the lab.
 */
final class Engine {
    private static final Path USUAL_SOCKET = Path.of("/var/run/docker.sock");

    private Engine() {}

    /** A client of an engine that answers; starts the lab's own if there is none. */
    static DockerClient answeringOrStarted(Progress progress) {
        if (!oneAnswers()) {
            NeededPackages.ensure(progress, "dockerd", "iptables");
        }
        // Asked again: installing the package starts an engine on machines that have a service manager.
        if (!oneAnswers()) {
            OwnEngine.ofUser().start(progress);
        }
        return client();
    }

    /** A client of the engine that answers, if one does. */
    static Optional<DockerClient> answering() {
        return oneAnswers() ? Optional.of(client()) : Optional.empty();
    }

    /** Ends the lab's own engine if it runs and holds no container any more. */
    static void stopIfOwnAndEmpty(DockerClient client, Progress progress) {
        OwnEngine own = OwnEngine.ofUser();
        if (isOwn() && client.listContainersCmd().withShowAll(true).exec().isEmpty()) {
            progress.say("stopping the lab's own docker engine");
            own.stop();
        }
    }

    static boolean isOwn() {
        return !dockerHostIsTold() && OwnEngine.ofUser().answers();
    }

    private static boolean oneAnswers() {
        return dockerHostIsTold() || OwnEngine.ofUser().answers() || DockerPing.answers(USUAL_SOCKET);
    }

    private static boolean dockerHostIsTold() {
        return System.getenv("DOCKER_HOST") != null;
    }

    /**
     * Testcontainers' client without its factory, whose reaper would ask for an engine at the end of the process, when
     * the lab may have stopped it. The folder of the own engine goes before the usual socket: its lab is there.
     */
    private static DockerClient client() {
        if (dockerHostIsTold()) {
            return DockerClientProviderStrategy.getClientForConfig(
                    new EnvironmentAndSystemPropertyClientProviderStrategy().getTransportConfig());
        }
        OwnEngine own = OwnEngine.ofUser();
        URI address = own.answers() ? own.address() : URI.create("unix://" + USUAL_SOCKET);
        return DockerClientProviderStrategy.getClientForConfig(
                TransportConfig.builder().dockerHost(address).build());
    }
}
