package dev.etcdtls.simulation;

import dev.etcdtls.config.EffectiveSettings;
import dev.etcdtls.config.EnvironmentText;
import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.port.HostFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A machine with Debian's etcd package: {@code etcd.service}, {@code /etc/default/etcd}. Mutable state; the cluster guards it. */
final class SimulatedHost {
    static final FilePath CONFIGURATION = new FilePath("/etc/default/etcd");
    static final UnitName UNIT = new UnitName("etcd.service");
    static final ServiceUser ROOT = new ServiceUser("root", "root");
    static final ServiceUser ETCD = new ServiceUser("etcd", "etcd");
    static final String PROGRAM = "/usr/bin/etcd";

    final HostName name;
    final String address;
    final SimulatedFiles files = new SimulatedFiles();
    final SortedSet<Integer> foreignPorts = new TreeSet<>();
    /** Whom units of clients run as. */
    final Map<UnitName, ServiceUser> unitUsers = new HashMap<>();

    EtcdVersion version;
    Optional<Problem> unreachable = Optional.empty();
    Duration clockOffset = Duration.ZERO;
    Set<String> tools = Set.of("curl", "openssl", "ss", "tcpdump");
    long freeBytes = 10L << 30;
    boolean needsDaemonReload;
    boolean programReplaced;
    boolean nextStartFails;
    boolean rehearsing;
    boolean off;
    Optional<SimulatedSwitch> deadMan = Optional.empty();
    /** Files that a switch keeps so that it can put them back. */
    final Map<FilePath, HostFile> saved = new HashMap<>();
    /** Units beside the member's. */
    final Map<UnitName, SwitchedUnit> units = new HashMap<>();

    int starts;
    /** How many keys were made on it: each has a number of its own. */
    int keysMade;

    String log = "";
    String hostKey;
    private Optional<Read> lastRead = Optional.empty();

    /** The configuration is read after every effect and at every look, and changes some times in a run. */
    private record Read(String configuration, EtcdSettings settings) {}

    SimulatedHost(HostName name, String address, EtcdVersion version, String configuration) {
        this.name = name;
        this.address = address;
        this.version = version;
        this.hostKey = "host key of " + name;
        files.write(CONFIGURATION.value(), new HostFile(configuration, ROOT, "644"));
    }

    /** What the unit and its files would give a process that starts now. */
    EtcdSettings onNextStart() {
        String configuration = configuration();
        Read now = lastRead.filter(read -> read.configuration().equals(configuration))
                .orElseGet(() -> new Read(configuration, read(configuration)));
        lastRead = Optional.of(now);
        return now.settings();
    }

    private EtcdSettings read(String configuration) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("ETCD_NAME", name.value());
        environment.put("ETCD_DATA_DIR", "/var/lib/etcd/default");
        environment.putAll(EnvironmentText.parse(configuration));
        return EffectiveSettings.of(List.of(PROGRAM), environment);
    }

    String configuration() {
        return files.text(CONFIGURATION.value()).orElse("");
    }

    /** Every start has an id of its own, as systemd's {@code INVOCATION_ID}. */
    String invocationId() {
        return starts == 0 ? "" : "%s-start-%d".formatted(name, starts);
    }

    long pid() {
        return 400L + starts;
    }
}
