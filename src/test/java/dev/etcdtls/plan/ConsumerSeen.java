package dev.etcdtls.plan;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Moving;
import dev.etcdtls.inventory.UnitSettings;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.ConsumerFacts.Program;
import dev.etcdtls.observation.ConsumerFacts.Running;
import dev.etcdtls.observation.ConsumerUnit;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.SourceFile;
import dev.etcdtls.observation.SourceFile.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A consumer called c1 on host a1 as it was seen, put together file by file. */
final class ConsumerSeen {
    private static final ServiceUser ROOT = new ServiceUser("root", "root");

    private final ConsumerEntry.Kind kind;
    private final String program;
    private final Map<String, String> settings;
    private final List<SourceFile> sources = new ArrayList<>();
    private final List<FilePath> declared = new ArrayList<>();
    private final TreeMap<String, String> environment = new TreeMap<>();
    private String executable;
    private Optional<List<String>> argv = Optional.empty();
    private Moving.Applying applying = Moving.Applying.RESTART;

    private ConsumerSeen(ConsumerEntry.Kind kind, String program, Map<String, String> settings) {
        this.kind = kind;
        this.program = program;
        this.settings = settings;
        this.executable = "/opt/" + program;
    }

    static ConsumerSeen of(ConsumerEntry.Kind kind, String program, Map<String, String> settings) {
        return new ConsumerSeen(kind, program, settings);
    }

    /** @param service the lines of its section */
    ConsumerSeen unit(String service) {
        return file(Kind.FRAGMENT, "/etc/systemd/system/" + program + ".service", "[Service]\n" + service, false);
    }

    ConsumerSeen vendorUnit(String service) {
        return file(Kind.FRAGMENT, "/usr/lib/systemd/system/" + program + ".service", "[Service]\n" + service, true);
    }

    ConsumerSeen dropIn(String name, String service) {
        return file(
                Kind.DROP_IN, "/etc/systemd/system/" + program + ".service.d/" + name, "[Service]\n" + service, false);
    }

    ConsumerSeen environmentFile(String path, String text) {
        return file(Kind.ENVIRONMENT_FILE, path, text, false);
    }

    ConsumerSeen vendorEnvironmentFile(String path, String text) {
        return file(Kind.ENVIRONMENT_FILE, path, text, true);
    }

    ConsumerSeen manifest(String text) {
        applying = Moving.Applying.MANIFEST;
        return file(Kind.MANIFEST, "/etc/kubernetes/manifests/kube-apiserver.yaml", text, false);
    }

    ConsumerSeen declares(String... paths) {
        Arrays.stream(paths).map(FilePath::new).forEach(declared::add);
        return this;
    }

    /** Its unit starts something else. */
    ConsumerSeen program(String path) {
        executable = path;
        return this;
    }

    /** It runs with these words. */
    ConsumerSeen runs(String... words) {
        List<String> all = new ArrayList<>(List.of("/opt/" + program));
        all.addAll(List.of(words));
        argv = Optional.of(all);
        return this;
    }

    /** It runs with this variable. */
    ConsumerSeen runsWith(String variable, String value) {
        environment.put(variable, value);
        return argv.isPresent() ? this : runs();
    }

    ConsumerEntry entry() {
        Moving moving = new Moving(
                Moving.DEFAULT.proxy(),
                Moving.DEFAULT.dependents(),
                settings.isEmpty() ? UnitSettings.NONE : new UnitSettings(new TreeMap<>(settings)),
                applying,
                Optional.empty(),
                Optional.empty());
        return new ConsumerEntry(
                new ConsumerName("c1"),
                kind,
                new HostName("a1"),
                Optional.of(new UnitName(program + ".service")),
                declared,
                new ConsumerEntry.Behaviour(Optional.empty(), false, moving));
    }

    ConsumerFacts facts() {
        UnitName name = new UnitName(program + ".service");
        Optional<ConsumerUnit> unit = Optional.of(new ConsumerUnit(
                new EtcdService.Unit(name, argv.isPresent() ? "active" : "inactive", "abc", false, ROOT, 7),
                List.of()));
        return new ConsumerFacts(
                applying == Moving.Applying.MANIFEST ? Optional.empty() : unit,
                new Program(executable, "v1.34.10", false),
                argv.map(words -> new Running(7, words, environment, Instant.EPOCH)),
                sources,
                List.of());
    }

    Outcome<ConsumerSource> found() {
        return ConsumerSource.find(entry(), facts());
    }

    private ConsumerSeen file(Kind kind, String path, String text, boolean vendor) {
        String whole = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        sources.add(new SourceFile(new FilePath(path), kind, new EtcdService.ConfigFile(whole, ROOT, "644"), vendor));
        return this;
    }
}
