package dev.etcdtls.cli;

import dev.etcdtls.adapter.etcd.EtcdAdapters;
import dev.etcdtls.adapter.etcd.EtcdLock;
import dev.etcdtls.adapter.identity.FileOperatorIdentity;
import dev.etcdtls.adapter.journalfile.RunDirectory;
import dev.etcdtls.adapter.localca.LocalCa;
import dev.etcdtls.adapter.ssh.SshAdapters;
import dev.etcdtls.adapter.ssh.SshSettings;
import dev.etcdtls.adapter.terminal.SystemPacer;
import dev.etcdtls.adapter.vault.VaultIssuer;
import dev.etcdtls.adapter.vault.VaultPki;
import dev.etcdtls.consumer.ClientPlace;
import dev.etcdtls.engine.Migration;
import dev.etcdtls.engine.Planning;
import dev.etcdtls.engine.RunOptions;
import dev.etcdtls.engine.action.Equipment;
import dev.etcdtls.engine.action.HealthCheckTrap;
import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.engine.observe.LatestEndpoints;
import dev.etcdtls.engine.observe.Observer;
import dev.etcdtls.engine.proof.ProofSettings;
import dev.etcdtls.engine.proof.Proofs;
import dev.etcdtls.engine.proof.RefusedClients;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.pki.PkiChange;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.CertificateIssuer;
import dev.etcdtls.port.ClusterLock;
import dev.etcdtls.port.EtcdPorts;
import dev.etcdtls.port.HostPorts;
import dev.etcdtls.port.LockBreaker;
import dev.etcdtls.port.OperatorIdentity;
import dev.etcdtls.port.Pacer;
import dev.etcdtls.port.RunPorts;
import dev.etcdtls.port.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Builds the adapters for one inventory: the only place that does. Nothing is connected before it is used. */
final class Wiring implements AutoCloseable {
    private final Pacer pacer = new SystemPacer();
    private final GlobalFlags flags;
    private final InventoryFile inventory;
    private final OperatorIdentity operator;
    private final SshAdapters ssh;
    private final EtcdAdapters etcd;
    private final LatestEndpoints latest = new LatestEndpoints();

    /** @param operator where the tool's own certificate is, if there is one */
    Wiring(GlobalFlags flags, InventoryFile inventory, OperatorIdentity operator) {
        this.flags = flags;
        this.inventory = inventory;
        this.operator = operator;
        this.ssh = new SshAdapters(inventory.inventory(), sshSettings(flags), pacer);
        this.etcd = new EtcdAdapters(ssh.tunnels(), operator, pacer);
    }

    Pacer pacer() {
        return pacer;
    }

    HostPorts hosts() {
        return ssh.ports();
    }

    EtcdPorts etcd() {
        return etcd(new NoLock());
    }

    EtcdPorts etcd(ClusterLock lock) {
        return new EtcdPorts(etcd.api(), ssh.onHost(), etcd.prober(), ssh.census(), lock);
    }

    /** The lock on the cluster; its file lies beside the runs. Members are reached as the last look found them. */
    private EtcdLock lock() {
        Path file = flags.runDirectory.resolve(inventory.inventory().cluster() + ".lock");
        return etcd.lock(latest, file, new EtcdLock.Owner(ThisProcess.user(), ThisProcess.machine()));
    }

    LockBreaker lockBreaker() {
        return etcd.lockBreaker(latest);
    }

    Endpoints endpoints() {
        return new Endpoints(etcd(), operator);
    }

    Observer observer() {
        return new Observer(ssh.hosts(), ssh.consumerLook(), endpoints(), latest, pacer);
    }

    CertificateIssuer issuer() {
        return switch (inventory.inventory().issuer()) {
            case IssuerSettings.Local _ -> localCa();
            case IssuerSettings.Vault vault ->
                VaultIssuer.connect(
                        vault,
                        ClientPlace.all(inventory.inventory()).isEmpty()
                                ? VaultIssuer.Clients.TOOL
                                : VaultIssuer.Clients.CONSUMERS,
                        inventory.folder(),
                        pacer);
        };
    }

    List<PkiLine> bootstrapPki() {
        return switch (inventory.inventory().issuer()) {
            case IssuerSettings.Local _ -> localPki(localCa().create() ? "made" : "there");
            case IssuerSettings.Vault vault -> lines(vaultPki(vault).bootstrap(), "made");
        };
    }

    List<PkiLine> showPki() {
        return switch (inventory.inventory().issuer()) {
            case IssuerSettings.Local _ -> localPki(localCa().exists() ? "there" : "missing");
            case IssuerSettings.Vault vault -> lines(vaultPki(vault).look(), "missing");
        };
    }

    private VaultPki vaultPki(IssuerSettings.Vault settings) {
        return VaultPki.connect(settings, inventory.folder(), pacer);
    }

    /** @param otherwise the state of what was not there */
    private static List<PkiLine> lines(Outcome<List<PkiChange>> changes, String otherwise) {
        return changes.orThrow().stream()
                .map(change -> new PkiLine(change.isThere() ? "there" : otherwise, change.subject(), change.detail()))
                .toList();
    }

    private static List<PkiLine> localPki(String state) {
        return List.of(new PkiLine(state, "local CA", "local-ca/ beside the inventory, its key with mode 0600"));
    }

    private LocalCa localCa() {
        return LocalCa.open(inventory.folder(), inventory.inventory().cluster(), pacer);
    }

    /** @param told what takes its time */
    Planning planning(Consumer<String> told) {
        return new Planning(observer(), issuer(), pacer, new HealthCheckTrap(ssh.census(), told));
    }

    Proofs proofs() {
        return new Proofs(etcd(), ssh.dialer(), operator, pacer);
    }

    RefusedClients refusedClients() {
        return new RefusedClients(ssh.census(), inventory.inventory());
    }

    /** The tool's own certificate of a run lies in its secret folder. */
    static OperatorIdentity operatorOf(RunDirectory run) {
        return new FileOperatorIdentity(run.path().resolve("secret"));
    }

    Migration migration(Plan plan, RunPorts run, RunOptions options, ProofSettings proof) {
        World world = new World(hosts(), etcd(lock()), issuer(), run, pacer);
        Equipment.Work work = new Equipment.Work(plan, inventory.inventory());
        return Migration.proved(world, work, latest, options, proof);
    }

    @Override
    public void close() {
        etcd.close();
        ssh.close();
    }

    private static SshSettings sshSettings(GlobalFlags flags) {
        SshSettings home = SshSettings.ofHome(Path.of(System.getProperty("user.home", ".")));
        return new SshSettings(
                flags.knownHosts.orElse(home.knownHosts()),
                flags.identity,
                flags.sshConfig.isPresent() ? flags.sshConfig : home.config());
    }

    /** For commands that change nothing. */
    private static final class NoLock implements ClusterLock {
        @Override
        public Optional<Problem> acquire(RunId run) {
            throw new IllegalStateException("a command that changes nothing takes no lock");
        }

        @Override
        public boolean isHeld() {
            return false;
        }

        @Override
        public void release() {}
    }
}
