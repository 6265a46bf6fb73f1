package dev.etcdtls.simulation;

import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.engine.RunResult;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.StageConsumerCertificates;
import dev.etcdtls.step.Step;
import java.util.stream.Collectors;

/** How a scenario ended, as text: what a reader would check by hand. */
final class EndText {
    private EndText() {}

    static String of(SimulatedCluster cluster, Plan plan, RunResult result) {
        StringBuilder text =
                new StringBuilder("ended     ").append(ending(result)).append('\n');
        text.append("exit      ").append(result.exitCode()).append('\n');
        text.append("restarts  ")
                .append(cluster.members().stream()
                        .map(member -> member.name + " " + restarts(cluster, member))
                        .collect(Collectors.joining(", ")))
                .append('\n');
        text.append("questions ")
                .append(cluster.run().questions().stream()
                        .map(question -> question.getClass().getSimpleName())
                        .toList())
                .append("\n\ncertificates\n");
        for (Step step : plan.steps()) {
            if (step instanceof Step.StageCertificate stage) {
                text.append("  ").append(request(stage.request())).append('\n');
            }
            if (step instanceof StageConsumerCertificates stage) {
                stage.staging()
                        .forEach(one ->
                                text.append("  ").append(request(one.request())).append('\n'));
            }
        }
        for (SimulatedMember member : cluster.members()) {
            text.append('\n').append(member.name).append(" runs with\n");
            member.running()
                    .values()
                    .forEach((flag, value) -> text.append("  ")
                            .append(flag)
                            .append(": ")
                            .append(value)
                            .append('\n'));
            text.append(member.name)
                    .append(" has the peer URLs ")
                    .append(cluster.network.raft.peerUrls.get(member.id))
                    .append(" and the client URLs ")
                    .append(cluster.network.raft.clientUrls.get(member.id))
                    .append('\n');
        }
        return text.toString();
    }

    /** Restarts by tools: what a fault restarted is not counted. */
    private static long restarts(SimulatedCluster cluster, SimulatedMember member) {
        return cluster.effects().stream()
                .filter(effect -> effect.startsWith(member.host.name + ": restart "))
                .count();
    }

    private static String ending(RunResult result) {
        return switch (result) {
            case RunResult.Completed _ -> "completed";
            case RunResult.Reached reached -> "rests after " + reached.until().text();
            case RunResult.Stopped stopped ->
                "stopped at " + stopped.step().map(Object::toString).orElse("the start")
                        + stopped.problems().stream()
                                .map(problem -> "\n          " + problem)
                                .collect(Collectors.joining())
                        + "\n          " + stopped.safeToWait();
        };
    }

    private static String request(CertificateRequest request) {
        return request.commonName() + " " + request.dnsNames() + " " + request.ipAddresses() + " " + request.usages()
                + " " + request.ttl();
    }
}
