package dev.etcdtls.simulation;

import dev.etcdtls.adapter.yaml.InventoryReader;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A folder with a scenario: {@code inventory.yaml} as an operator would write it, {@code cluster.yaml} for the world, and what must come of
 * them ({@code plan.md} and {@code end.txt}, or {@code refusal.txt}).
 *
 * <p>{@code cluster.yaml} has these keys: {@code about}, {@code members}, {@code etcd} (version), {@code leader}, {@code accept-outage},
 * {@code earlier} (an earlier run, of which nothing is left but its effects, came to the end of this step, or to {@code end}),
 * {@code killed-after} (that run was killed after this effect) and {@code world} ({@link ScenarioWorld}).
 */
final class ScenarioFolder {
    static final Path ROOT = Path.of("src/test/resources/scenarios");

    private final Path folder;
    private final Map<?, ?> description;

    private ScenarioFolder(Path folder) {
        this.folder = folder;
        this.description = yaml(folder.resolve("cluster.yaml"));
    }

    static Stream<ScenarioFolder> all() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.sorted().toList().stream().map(ScenarioFolder::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ScenarioFolder named(String name) {
        return new ScenarioFolder(ROOT.resolve(name));
    }

    /** The world of the scenario, as it is when {@code plan} is called. */
    Trial trial() {
        return trial(true);
    }

    /** The same world before any run. */
    Trial untouched() {
        return trial(false);
    }

    private Trial trial(boolean withEarlierRun) {
        SimulatedCluster cluster =
                new SimulatedCluster(number("members"), text("etcd").orElse("3.5.16"));
        text("leader").ifPresent(cluster.faults()::leader);
        Inventory inventory = InventoryReader.read(read("inventory.yaml"), "inventory.yaml");
        inventory.hosts().stream()
                .filter(host -> !host.member())
                .forEach(host -> cluster.addHost(host.name(), "3.5.16"));
        boolean outage = "true".equals(text("accept-outage").orElse("false"));
        Trial trial = new Trial(cluster, inventory, new PlanOptions(outage, false, List.of()));
        if (withEarlierRun) {
            earlierRun(trial);
        }
        ScenarioWorld world = new ScenarioWorld(cluster);
        list("world").forEach(world::change);
        return trial;
    }

    /** The file of what must come of it. */
    Path expected(String file) {
        return folder.resolve(file);
    }

    /** Listeners that the inventory keeps on plaintext. */
    String[] kept() {
        return InventoryReader.read(read("inventory.yaml"), "inventory.yaml").names().keepPlaintext().stream()
                .map(Object::toString)
                .toArray(String[]::new);
    }

    boolean isRefused() {
        return Files.exists(expected("refusal.txt"));
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }

    private void earlierRun(Trial trial) {
        Optional<String> step = text("earlier");
        Optional<String> killed = text("killed-after");
        if (step.isPresent()) {
            trial.applyUntil(trial.plan(), step.get());
        }
        if (killed.isPresent()) {
            SimulatedCluster twin =
                    new SimulatedCluster(number("members"), text("etcd").orElse("3.5.16"));
            Trial.of(twin).apply(Trial.of(twin).plan());
            int boundary = twin.tool().boundaries().indexOf(killed.get()) + 1;
            Plan plan = trial.plan();
            trial.cluster().faults().killAfter(boundary);
            if (trial.applyUnlessKilled(plan).isPresent()) {
                throw new IllegalArgumentException(this + ": no run has the effect " + killed.get());
            }
        }
        if (step.isPresent() || killed.isPresent()) {
            trial.cluster().newRun();
        }
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(description.get(key)).map(Object::toString);
    }

    private int number(String key) {
        return Integer.parseInt(text(key).orElseThrow());
    }

    private List<String> list(String key) {
        return description.get(key) instanceof List<?> lines
                ? lines.stream().map(Object::toString).toList()
                : List.of();
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> yaml(Path file) {
        try {
            Object loaded = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            if (loaded instanceof Map<?, ?> map) {
                return map;
            }
            throw new IllegalArgumentException(file + " is no mapping");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
