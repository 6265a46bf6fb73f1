package dev.etcdtls.simulation;

import dev.etcdtls.model.HostName;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import java.time.Duration;
import java.util.List;

/** What is special about the world of a scenario, one line each: {@code down m2}, {@code clock m3 45s}. */
final class ScenarioWorld {
    private final SimulatedCluster cluster;

    ScenarioWorld(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    void change(String line) {
        List<String> words = List.of(line.split(" ", -1));
        Faults faults = cluster.faults();
        String what = words.get(1);
        switch (words.getFirst()) {
            case "down" -> faults.down(what);
            case "unreachable" -> faults.unreachable(what);
            case "learner" -> faults.learner(what);
            case "alarm" -> faults.alarm(what, words.get(2));
            case "clock" -> faults.clockOffset(what, Duration.parse("PT" + words.get(2)));
            case "leads" -> faults.leader(what);
            case "lags" -> faults.lag(what, Long.parseLong(words.get(2)));
            case "diverges" -> faults.diverge(what);
            case "pending" -> faults.pending(what, words.get(2), value(words));
            case "replaced" -> faults.programReplaced(what);
            case "reload" -> faults.needsDaemonReload(what);
            case "unit-user" ->
                cluster.host(new HostName(what))
                        .unitUsers
                        .put(new UnitName(words.get(2)), new ServiceUser(words.get(3), words.get(3)));
            case "foreign-port" -> faults.foreignPort(what, Integer.parseInt(words.get(2)));
            case "setting" -> {
                faults.pending(what, words.get(2), value(words));
                faults.restart(what);
                faults.pass(Duration.ofSeconds(5));
            }
            case "client" -> faults.client(what, words.get(2), words.get(3));
            case "kube-apiserver" -> {
                var unused = SimulatedConsumer.kubeApiserver(cluster, new HostName(what));
            }
            case "flanneld" -> {
                var unused = SimulatedConsumer.flanneld(cluster, new HostName(what));
            }
            case "moving-client" -> faults.selfMovingClient(what, words.get(2), words.get(3));
            case "balancer" -> cluster.clients.add(SimulatedClient.balancer(what, false));
            case "moving-balancer" -> cluster.clients.add(SimulatedClient.balancer(what, true));
            default -> throw new IllegalArgumentException("not known: " + line);
        }
    }

    /** Empty takes the setting away. */
    private static String value(List<String> words) {
        return words.size() > 3 ? words.get(3) : "";
    }
}
