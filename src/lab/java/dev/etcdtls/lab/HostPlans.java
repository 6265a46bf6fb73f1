package dev.etcdtls.lab;

import java.util.ArrayList;
import java.util.List;

/** Which hosts a lab has, and where; members first. */
final class HostPlans {
    private HostPlans() {}

    static List<HostPlan> of(LabOptions options) {
        List<HostPlan> plans = new ArrayList<>();
        for (int number = 1; number <= options.members(); number++) {
            plans.add(HostPlan.of("m" + number, LabNetwork.memberAddress(number), HostRole.MEMBER));
        }
        switch (options.issuer()) {
            case LOCAL -> {}
            case OPENBAO -> plans.add(HostPlan.of("bao", LabNetwork.ISSUER_ADDRESS, HostRole.ISSUER));
        }
        switch (options.workload()) {
            case NONE -> {}
            case RUNNING -> plans.add(HostPlan.of("w1", LabNetwork.WORKLOAD_ADDRESS, HostRole.WORKLOAD));
        }
        return plans;
    }
}
