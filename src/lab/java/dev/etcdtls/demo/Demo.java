package dev.etcdtls.demo;

import dev.etcdtls.demo.ClusterFacts.Access;
import dev.etcdtls.lab.IssuerChoice;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The demonstration, act by act.
 *
 * <ol>
 *   <li>10,000 keys; what the cluster is, measured with etcdctl on its own hosts.
 *   <li>init, pki bootstrap, plan, show, apply, verify: the product as a person starts it, with nobody to answer a question.
 *   <li>While apply waits in its census, the owner of the workload moves it.
 *   <li>The same measurements again; every promise is compared.
 * </ol>
 */
public final class Demo {
    private static final int KEYS = 10_000;
    private static final Duration FILL_LIMIT = Duration.ofMinutes(2);
    private static final int RESTARTS = 2;
    private static final int REFUSED_INPUT = 2;

    private final Lab lab;
    private final ClusterFacts facts;
    private final IssuerChoice issuer;
    private final Path folder;
    private final Tool tool;

    /** @param checkout whose {@code bin/etcd-tls} is shown; its {@code target/} gets a folder for this demonstration */
    public Demo(Lab lab, Path checkout, IssuerChoice issuer) {
        this.lab = lab;
        this.facts = new ClusterFacts(lab);
        this.issuer = issuer;
        this.folder = checkout.resolve("target/demo/" + Instant.now().getEpochSecond());
        this.tool = new Tool(
                checkout.resolve("bin/etcd-tls"),
                folder,
                List.of(
                        "--known-hosts",
                        lab.directory().resolve("known_hosts").toString(),
                        "--identity",
                        lab.directory().resolve("ssh_key").toString()));
    }

    /** Where the tool is run: inventory, plan, runs and evidence lie there afterwards. */
    public Path folder() {
        return folder;
    }

    /** Whether every promise held. */
    public boolean run() {
        InFolder.makeFolder(folder);
        List<Promise> promises = new ArrayList<>();
        fill();
        Before before = Before.of(lab);
        prepare();
        promises.addAll(plan());
        tool.run("show", "plan", "--step", "enforce/m1").orThrow("show");
        WorkloadOwner owner = new WorkloadOwner(lab, tool, folder);
        Thread moving = Thread.ofPlatform().daemon().name("workload-owner").start(owner);
        Tool.Ended applied =
                tool.run("apply", "plan", "--gate", "none", "--approve", "enforce", "--stall-budget", "3s");
        moving.interrupt();
        Tool.Ended verified = tool.run("verify", "--evidence", "evidence");
        Instant end = Instant.now();
        promises.add(Promise.equal("etcd-tls apply ends with exit code", 0, applied.exitCode()));
        promises.add(Promise.equal("etcd-tls verify ends with exit code", 0, verified.exitCode()));
        promises.add(
                new Promise("the workload was moved by its owner", owner.story().startsWith("moved"), owner.story()));
        if (applied.exitCode() == 0) {
            promises.addAll(after(before));
        }
        DemoTable table = new DemoTable(lab, facts, promises);
        System.out.print(table.text(before.listeners(), owner.events(), before.at(), end));
        return promises.stream().allMatch(Promise::held);
    }

    /** One or two members: every restart is an outage, which must be announced and accepted. */
    private List<Promise> plan() {
        if (facts.members().size() > 2) {
            tool.run("plan").orThrow("plan");
            return List.of();
        }
        Tool.Ended refused = tool.run("plan");
        Tool.Ended planned = tool.run("plan", "--accept-outage").orThrow("plan --accept-outage");
        return List.of(
                Promise.equal(
                        "without --accept-outage the plan is refused with exit code",
                        REFUSED_INPUT,
                        refused.exitCode()),
                new Promise(
                        "the plan announces the outage",
                        planned.out().contains("OUTAGE"),
                        planned.out()
                                .lines()
                                .map(String::strip)
                                .filter(line -> line.contains("OUTAGE"))
                                .findFirst()
                                .orElse("not a word")));
    }

    /** Every promise of a migrated cluster, measured now. */
    public List<Promise> after(Before before) {
        List<Promise> promises = new ArrayList<>();
        promises.add(Promise.equal("member ids and cluster id", before.identities(), facts.identities(Access.TLS)));
        Set<String> digests = facts.fillDigests(Access.TLS);
        promises.add(new Promise(
                "the fill's " + KEYS + " keys are the same on every member, before and after",
                digests.size() == 1 && digests.equals(before.digests()),
                digests.toString()));
        promises.add(Promise.equal("keys of the fill", KEYS, facts.fillKeys(Access.TLS)));
        facts.startsSince(before.at())
                .forEach((member, starts) -> promises.add(Promise.equal("restarts of " + member, RESTARTS, starts)));
        List<String> urls = facts.membershipUrls(Access.TLS);
        promises.add(new Promise(
                "the membership is https only",
                !urls.isEmpty() && urls.stream().allMatch(url -> url.startsWith("https://")),
                String.join(" ", urls)));
        Map<String, List<String>> now = facts.listeners();
        now.forEach((member, listeners) -> promises.add(new Promise(
                "listeners of " + member + " are https only",
                !listeners.isEmpty() && listeners.stream().allMatch(url -> url.startsWith("https://")),
                String.join(" ", listeners))));
        facts.leftovers()
                .forEach((host, left) -> promises.add(Promise.equal("nothing is left over on " + host, "", left)));
        LabHost workload = lab.host("w1");
        promises.addAll(new Refusals(lab, workload).all(now));
        promises.addAll(WorkloadPromises.of(
                lab.workload().verify(before.at(), Instant.now()),
                facts.members().size()));
        return promises;
    }

    /** Puts the demonstration's keys into the cluster. */
    public void fill() {
        System.out.println("\n# filling the cluster with " + KEYS + " keys");
        lab.host("w1")
                .exec(FILL_LIMIT, List.of("/usr/local/bin/etcd-workload", "fill", "--keys", Integer.toString(KEYS)))
                .orThrow("filling the cluster");
    }

    /** What comes before a plan: init, the person's edits of the inventory, pki bootstrap. */
    public void prepare() {
        List<String> init = new ArrayList<>(List.of("init", "--cluster", "c1"));
        for (LabHost member : facts.members()) {
            init.addAll(List.of("--ssh", "ops@" + member.address()));
        }
        init.addAll(List.of("--ssh", "w1=ops@" + lab.host("w1").address()));
        init.addAll(issuerFlags());
        tool.run(init.toArray(String[]::new)).orThrow("init");
        System.out.println("  # the person declares the workload, and shortens the census for this demonstration");
        InFolder.replace(
                folder.resolve("inventory.yaml"),
                Map.of(
                        "consumers: []",
                        "consumers:\n  - {name: workload, kind: self-moving, host: w1, unit: workload.service}",
                        "census: {quiet: 10m, wait: 30m}",
                        "census: {quiet: 10s, wait: 5m}"));
        tool.run("pki", "bootstrap").orThrow("pki bootstrap");
        tool.run("audit").orThrow("audit");
    }

    private List<String> issuerFlags() {
        return switch (issuer) {
            case LOCAL -> List.of("--issuer", "local");
            case OPENBAO ->
                List.of(
                        "--issuer",
                        "openbao",
                        "--issuer-url",
                        "https://" + lab.host("bao").address() + ":8200",
                        "--issuer-ca-file",
                        lab.directory().resolve("openbao-ca.crt").toString(),
                        "--token-file",
                        lab.directory().resolve("openbao-token").toString());
        };
    }

    /** Small things with files. */
    private static final class InFolder {
        static void makeFolder(Path folder) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static void replace(Path file, Map<String, String> texts) {
            try {
                String text = Files.readString(file);
                for (Map.Entry<String, String> each : texts.entrySet()) {
                    if (!text.contains(each.getKey())) {
                        throw new DemoException(file + " does not say '" + each.getKey() + "'");
                    }
                    text = text.replace(each.getKey(), each.getValue());
                }
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
