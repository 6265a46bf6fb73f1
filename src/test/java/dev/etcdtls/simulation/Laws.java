package dev.etcdtls.simulation;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The promises of the product, asked of the simulated world after every effect of a tool, and at the moments that lie inside an effect: the
 * instant at which a process is gone. What is broken is collected, never thrown: a tool could swallow it.
 */
public final class Laws {
    private final SimulatedCluster cluster;
    private final QuorumLaw quorum;
    private final WriteLaw writes;
    private final CrashLaw crash;
    private final ClientLaw clients;
    private final PlanLaw plans;
    private final LockLaw locks;
    private final SwitchLaw switches;
    private final List<String> violations = new ArrayList<>();

    Laws(SimulatedCluster cluster) {
        this.cluster = cluster;
        this.quorum = new QuorumLaw(cluster);
        this.writes = new WriteLaw(cluster);
        this.crash = new CrashLaw(cluster);
        this.clients = new ClientLaw(cluster);
        this.plans = new PlanLaw(cluster);
        this.locks = new LockLaw(cluster);
        this.switches = new SwitchLaw(cluster);
    }

    /** What is carried out from here on is this plan. */
    public void bind(Plan plan) {
        synchronized (cluster) {
            plans.bind(plan);
            quorum.acceptOutage(plan.header().options().acceptOutage());
        }
    }

    /** Every broken law so far, with the effect that broke it, and what was acknowledged and cannot be read any more. */
    public List<String> violations() {
        synchronized (cluster) {
            List<String> all = new ArrayList<>(violations);
            all.addAll(writes.lost());
            all.addAll(new SecretLaw(cluster).violations());
            return all;
        }
    }

    /** Writes that the laws' own client was given an acknowledgement for. */
    public int acknowledged() {
        synchronized (cluster) {
            return writes.acknowledged();
        }
    }

    void beforeStop(SimulatedMember member) {
        note("restart of " + member.name, quorum.beforeStop(member));
    }

    /** The process is gone and the next one is not there yet. */
    void whileDown(SimulatedMember member) {
        note("while " + member.name + " is down", writes.attempt());
    }

    void afterStart(SimulatedMember member, boolean servedPlaintext) {
        note("start of " + member.name, clients.afterStart(member, servedPlaintext));
    }

    void afterWithdrawal(SimulatedMember member, Set<ClientUrl> tls) {
        note("start of " + member.name, clients.afterWithdrawal(member, tls));
    }

    void membership(MemberId member, List<PeerUrl> before, List<PeerUrl> after) {
        note("member update " + member, UrlLaw.onlySchemesChange(before, after));
        note("member update " + member, switches.onUpdate(member, after));
    }

    /** An effect of a tool that could not write its journal any more. Throw-away servers may be taken away. */
    void withoutJournal(String what) {
        if (!what.endsWith(": stop the rehearsal")) {
            note(what, Optional.of("L3: an effect that no journal can tell of"));
        }
    }

    void finished(String step) {
        note("end of " + step, plans.finished(step));
    }

    void asked() {
        note("question", switches.whileAsked());
    }

    void afterEffect(String what) {
        note(what, plans.afterEffect(what));
        note(what, locks.afterEffect(what));
        note(what, quorum.afterEffect());
        note(what, writes.attempt());
        note(what, crash.afterEffect());
        note(what, clients.afterEffect());
        note(what, switches.afterEffect());
    }

    private void note(String when, List<String> broken) {
        broken.forEach(what -> violations.add(what + " [" + when + "]"));
    }

    private void note(String when, Optional<String> broken) {
        note(when, broken.stream().toList());
    }
}
