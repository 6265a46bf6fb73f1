package dev.etcdtls.lab;

import com.github.dockerjava.api.DockerClient;
import java.nio.file.Path;
import java.util.List;

/** Starts a lab from nothing, or fails and leaves nothing. */
final class LabStart {
    private final LabOptions options;
    private final Checkout checkout;
    private final Progress progress;
    private final Cache cache = Cache.ofUser();
    private final LabDirectory directory;

    LabStart(LabOptions options, Checkout checkout, Progress progress) {
        this.options = options;
        this.checkout = checkout;
        this.progress = progress;
        this.directory = new LabDirectory(checkout.labFolder(options.name()));
    }

    /** Returns when every host runs, the cluster is healthy and all files are written. */
    Lab start() {
        try (LabLock _ = LabLock.take(cache, "up " + options.name() + " in " + checkout.root())) {
            // Before an engine of ours starts: it would take the bridge of the other one's lab for its own.
            if (Engine.answering().isEmpty()) {
                LabBridge.refuseIfAHostAnswers();
            }
            DockerClient client = Engine.answeringOrStarted(progress);
            LabRemains remains = new LabRemains(client);
            remains.refuseIfAnyRuns(progress);
            LabBridge.removeLeftOver(progress);
            boolean whole = false;
            Thread cleanUp = new Thread(() -> remove(remains));
            Runtime.getRuntime().addShutdownHook(cleanUp);
            try {
                Lab lab = new Lab(options.name(), directory, client, build(client), Lab.Origin.STARTED);
                progress.say("lab " + options.name() + " is up");
                whole = true;
                return lab;
            } finally {
                removeHook(cleanUp);
                if (!whole) {
                    progress.say("the lab cannot start; removing what there is of it");
                    remove(remains);
                    Engine.stopIfOwnAndEmpty(client, progress);
                }
            }
        }
    }

    private List<LabHost> build(DockerClient client) {
        DebianArchive archive = new DebianArchive(cache, progress);
        Path etcd = new EtcdBinaries(cache, archive).folder(options.etcd());
        String image =
                new HostImage(client, cache, archive, progress).named(checkout.hostSources(), etcd, options.etcd());
        LabPrograms programs = new LabPrograms(cache, checkout, progress);
        List<HostPlan> plans = HostPlans.of(options).stream()
                .map(plan -> plan.with(programs.on(plan.role())))
                .toList();
        String network = LabNetwork.create(client, options.name(), LabLabels.of(options.name(), directory.path()));
        HostStart hostStart = new HostStart(client, image, network, options.name(), directory.path());
        progress.say("starting " + plans.size() + " hosts");
        List<LabHost> hosts = plans.stream().map(hostStart::start).toList();
        hosts.forEach(LabHost::awaitRunning);
        letIn(hosts);
        List<LabHost> members = with(HostRole.MEMBER, hosts);
        progress.say("starting etcd on " + members.size() + " members");
        EtcdCluster cluster = new EtcdCluster(members, options.guests().balancer());
        cluster.start();
        for (LabHost host : with(HostRole.ISSUER, hosts)) {
            progress.say("starting OpenBao");
            new OpenBao(host).start(directory);
        }
        new GuestStart(options.guests(), hosts, cluster.clientUrls(), progress).start();
        LabTexts texts = new LabTexts(options, directory, plans);
        directory.write(LabDirectory.SSH_CONFIG, texts.sshConfig());
        directory.write(LabDirectory.INVENTORY, texts.inventory());
        directory.write(
                LabDirectory.LAB_JSON,
                LabRecord.of(options, hosts, cluster.clientUrls()).json());
        return hosts;
    }

    private void letIn(List<LabHost> hosts) {
        SshAccess access = SshAccess.create(options.name());
        StringBuilder knownHosts = new StringBuilder();
        for (LabHost host : hosts) {
            access.authorize(host);
            knownHosts.append(SshAccess.knownHosts(host));
        }
        directory.writeSecret(LabDirectory.SSH_KEY, access.privateKey());
        directory.write(LabDirectory.KNOWN_HOSTS, knownHosts.toString());
    }

    private void remove(LabRemains remains) {
        remains.remove(options.name());
        directory.remove();
    }

    private static List<LabHost> with(HostRole role, List<LabHost> hosts) {
        return hosts.stream().filter(host -> host.role() == role).toList();
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending: the hook is what runs now.
        }
    }
}
