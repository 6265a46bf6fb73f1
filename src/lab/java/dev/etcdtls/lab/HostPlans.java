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
        plans.addAll(guests(options.guests()));
        return plans;
    }

    private static List<HostPlan> guests(Guests guests) {
        List<HostPlan> plans = new ArrayList<>();
        switch (guests.workload()) {
            case NONE -> {}
            case RUNNING -> plans.add(HostPlan.of("w1", LabNetwork.WORKLOAD_ADDRESS, HostRole.WORKLOAD));
        }
        for (int number = 1; number <= guests.apiservers(); number++) {
            plans.add(HostPlan.of("a" + number, LabNetwork.apiserverAddress(number), HostRole.APISERVER));
        }
        for (int number = 1; number <= guests.flannelNodes(); number++) {
            plans.add(HostPlan.of("n" + number, LabNetwork.nodeAddress(number), HostRole.NODE));
        }
        switch (guests.balancer()) {
            case NONE -> {}
            case HTTP, TCP, METRICS -> plans.add(HostPlan.of("lb", LabNetwork.BALANCER_ADDRESS, HostRole.BALANCER));
        }
        if (guests.apiservers() > 0) {
            plans.add(HostPlan.of("k1", LabNetwork.API_LOAD_ADDRESS, HostRole.API_LOAD));
        }
        switch (guests.strangers()) {
            case NONE -> {}
            case RUNNING -> plans.add(HostPlan.of("k2", LabNetwork.STRANGER_ADDRESS, HostRole.STRANGER));
        }
        return plans;
    }
}
