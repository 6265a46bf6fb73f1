package dev.etcdtls.plan;

import dev.etcdtls.config.ConfigEditor;
import dev.etcdtls.config.ConfigStyle;
import dev.etcdtls.config.VariablePrefix;
import dev.etcdtls.consumer.ConsumerDefaults;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.SourceFile;
import dev.etcdtls.observation.SourceFile.Kind;
import dev.etcdtls.plan.ConsumerSource.Place;
import dev.etcdtls.plan.ConsumerText.Given;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** One search for a {@link ConsumerSource}. What it cannot take is thrown as a {@link ProblemException}. */
final class ConsumerSearch {
    /** Any value that is as long and as plain as those that a move writes. */
    private static final String SAMPLE = "https://etcd.invalid:2379";

    private final ConsumerEntry consumer;
    private final ConsumerFacts facts;
    private final ConsumerKeys keys;
    private final ConsumerRefusals refusals;
    private final List<String> remarks = new ArrayList<>();

    ConsumerSearch(ConsumerEntry consumer, ConsumerFacts facts) {
        this.consumer = consumer;
        this.facts = facts;
        this.keys = ConsumerKeys.of(consumer);
        this.refusals = new ConsumerRefusals(consumer, facts);
    }

    /** A place before it is known which settings it gets. */
    record Spot(ConfigStyle style, Optional<SourceFile> file, String text) {
        static Spot in(ConfigStyle style, SourceFile file) {
            return new Spot(style, Optional.of(file), file.text());
        }
    }

    ConsumerSource found() {
        if (keys.all().isEmpty()) {
            throw refusals.unsupported("the inventory names no settings of it", "name them there, under settings");
        }
        SortedMap<String, Spot> spots = ConsumerDefaults.isStaticPod(consumer) ? inManifest() : inUnit();
        Map<Spot, List<String>> bySpot = new LinkedHashMap<>();
        keys.all().stream()
                .filter(spots::containsKey)
                .forEach(key -> bySpot.computeIfAbsent(spots.get(key), _ -> new ArrayList<>())
                        .add(key));
        List<Place> places = bySpot.entrySet().stream()
                .map(each -> new Place(
                        each.getKey().style(),
                        each.getKey().file(),
                        each.getKey().text(),
                        new TreeSet<>(each.getValue())))
                .toList();
        refusals.refuseEntangled(places);
        places.forEach(this::tryOut);
        return new ConsumerSource(places, remarks);
    }

    /** Every refusal of an edit is found now, while nothing is planned yet. */
    private void tryOut(Place place) {
        if (place.text().indexOf('\uFFFD') >= 0) {
            throw refusals.unsupported(place.style().path() + " is not UTF-8 text", "bring it into UTF-8");
        }
        SortedMap<String, String> samples = new TreeMap<>();
        place.settings().forEach(key -> samples.put(key, SAMPLE));
        String unused = place.edited(samples);
    }

    private SortedMap<String, Spot> inManifest() {
        String container = ConsumerDefaults.program(consumer).orElseThrow();
        SourceFile manifest = facts.sources(Kind.MANIFEST).stream()
                .findFirst()
                .orElseThrow(() -> refusals.notFound(keys.shown(keys.endpoints())));
        Spot spot = Spot.in(new ConfigStyle.StaticPod(manifest.path(), container), manifest);
        SortedMap<String, Spot> spots = new TreeMap<>();
        for (String key : keys.all()) {
            Optional<String> value = ConfigEditor.value(spot.style(), spot.text(), key);
            refusals.refuseOther(keys.shown(key), value);
            if (value.isPresent() || !key.equals(ConsumerKeys.OVERRIDES)) {
                spots.put(key, spot);
            }
        }
        if (ConfigEditor.value(spot.style(), spot.text(), keys.endpoints()).isEmpty()) {
            throw refusals.notFound(keys.shown(keys.endpoints()));
        }
        return spots;
    }

    private SortedMap<String, Spot> inUnit() {
        ConsumerText text = new ConsumerText(facts);
        refusals.refuseOther(keys.flags() ? text.argv() : List.of(), text.environment());
        SortedMap<String, Spot> spots = new TreeMap<>();
        for (String key : keys.all()) {
            Optional<Spot> flag = keys.flags() ? flag(text, key) : Optional.empty();
            Optional<Spot> variable =
                    keys.prefix().flatMap(prefix -> variable(text, prefix, key, flag.isPresent() ? 0 : 1));
            flag.or(() -> variable).ifPresent(spot -> spots.put(key, spot));
        }
        refusals.refuseHidden(spots.keySet());
        Optional<Spot> endpoints = Optional.ofNullable(spots.get(keys.endpoints()));
        Optional<Spot> home = keys.flags()
                ? endpoints.or(() -> keys.prefix().flatMap(this::declared))
                : keys.prefix().flatMap(this::declared).or(() -> endpoints);
        Spot rest = home.orElseThrow(() -> refusals.notFound(keys.shown(keys.endpoints())));
        keys.all().stream()
                .filter(key -> !key.equals(ConsumerKeys.OVERRIDES))
                .forEach(key -> spots.putIfAbsent(key, rest));
        return spots;
    }

    private Optional<Spot> flag(ConsumerText text, String key) {
        List<Optional<String>> places = new FlagPlaces(text.words(), refusals).of(key);
        if (places.isEmpty()) {
            return Optional.empty();
        }
        if (places.stream().distinct().count() > 1) {
            if (keys.adding().contains(key)) {
                throw refusals.unsupported(
                        keys.shown(key) + " stands in several places, and the program adds them up",
                        "leave it in one place and restart it");
            }
            remarks.add(keys.shown(key) + " stands in several places of the command, of which the last one counts");
        }
        return Optional.of(flags(text, places.getLast()));
    }

    private Spot flags(ConsumerText text, Optional<String> variable) {
        if (variable.isEmpty()) {
            return command(text);
        }
        Given given = text.given(variable.get()).getLast();
        if (given.file().kind() != Kind.ENVIRONMENT_FILE || given.file().vendor()) {
            throw refusals.unsupported(
                    "its flags stand in the variable " + variable.get() + " of "
                            + given.file().path() + ", which this version does not edit",
                    "put them into ExecStart= or into an environment file below /etc");
        }
        return Spot.in(new ConfigStyle.FlagsInVariable(given.file().path(), variable.get()), given.file());
    }

    private Spot command(ConsumerText text) {
        var command = text.command().orElseThrow();
        SourceFile file = text.file(command.path());
        return file.vendor()
                ? own(file, ConfigStyle.ExecStartFlags::new, "ExecStart=\n" + command.lines())
                : Spot.in(new ConfigStyle.ExecStartFlags(file.path()), file);
    }

    /** @param counting how many of its places are in force: none when a flag comes before it */
    private Optional<Spot> variable(ConsumerText text, VariablePrefix prefix, String key, int counting) {
        List<Given> given = text.given(prefix.variable(key));
        given.subList(0, Math.max(0, given.size() - counting))
                .forEach(other -> remarks.add(prefix.variable(key) + " stands in "
                        + other.file().path() + ", too, where it is out of force"));
        return given.isEmpty() || counting == 0
                ? Optional.empty()
                : Optional.of(variables(given.getLast().file(), prefix));
    }

    private Spot variables(SourceFile file, VariablePrefix prefix) {
        if (file.kind().isOfUnit()) {
            return file.vendor()
                    ? own(file, path -> new ConfigStyle.SystemdDropIn(path, prefix), "")
                    : Spot.in(new ConfigStyle.SystemdDropIn(file.path(), prefix), file);
        }
        if (file.vendor()) {
            throw refusals.unsupported(
                    "its settings stand in " + file.path() + ", which a package or each boot makes anew",
                    "name an environment file below /etc behind it and restart it");
        }
        return Spot.in(new ConfigStyle.EnvironmentFile(file.path(), prefix), file);
    }

    /** The first declared file that the unit reads. */
    private Optional<Spot> declared(VariablePrefix prefix) {
        return ConsumerDefaults.files(consumer).stream()
                .flatMap(path -> facts.sources().stream()
                        .filter(file -> file.path().equals(path) && file.kind() != Kind.DECLARED))
                .findFirst()
                .map(file -> variables(file, prefix));
    }

    private interface StyleAt {
        ConfigStyle at(FilePath path);
    }

    private Spot own(SourceFile vendor, StyleAt style, String lines) {
        FilePath path = refusals.ownDropIn(vendor);
        Optional<SourceFile> there = facts.sources().stream()
                .filter(file -> file.path().equals(path))
                .findFirst();
        String before = there.map(SourceFile::text).orElse("");
        String open = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
        return new Spot(style.at(path), there, before + open + "[Service]\n" + lines);
    }
}
