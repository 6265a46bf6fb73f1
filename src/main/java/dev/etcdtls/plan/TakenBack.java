package dev.etcdtls.plan;

import dev.etcdtls.step.Phase;
import dev.etcdtls.step.StageConsumerCertificates;
import dev.etcdtls.step.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What of applied plans a way back takes back. */
public final class TakenBack {
    private TakenBack() {}

    /**
     * The goal of taking a run back. Of a member that the run's own plan left as an earlier run had made it, the earlier steps are taken: a
     * resting state is one of the whole cluster.
     *
     * @param applied the plan of the run, then those of earlier runs on the same cluster, the latest first; what lies before a way back is
     *     not looked at
     */
    public static Goal.RestingState goal(List<Plan> applied, Phase after, Goal.Certificates certificates) {
        List<Step> stage = new ArrayList<>();
        List<Step> accept = new ArrayList<>();
        List<Step> enforce = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Plan plan : applied) {
            for (Step step : taken(plan)) {
                if (step instanceof Step.StageCertificate one && known.add("stage " + one.host())) {
                    stage.add(one);
                } else if (step instanceof StageConsumerCertificates one && !stage.contains(one)) {
                    stage.add(one);
                } else if (step instanceof Step.AcceptTls one
                        && known.add("accept " + one.target().id())) {
                    accept.add(one);
                } else if (step instanceof Step.EnforceTls one
                        && known.add("enforce " + one.target().id())) {
                    enforce.add(one);
                }
            }
            if (plan.header().goal() instanceof Goal.RestingState) {
                break;
            }
        }
        List<Step> all = new ArrayList<>(stage);
        all.addAll(accept);
        all.addAll(enforce);
        return new Goal.RestingState(after, certificates, all);
    }

    /** A way back itself names what it takes back, so that it can be gone further. */
    private static List<Step> taken(Plan plan) {
        return plan.header().goal() instanceof Goal.RestingState back ? back.taken() : plan.steps();
    }
}
