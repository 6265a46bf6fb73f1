package dev.etcdtls.inventory;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Environment variables of a unit and what each says about etcd: a constant, or a text around one of five placeholders. Either there are
 * none, or they name the endpoints, the CA, the certificate and the key: anything less could never speak mutual TLS.
 *
 * @param templates by variable, for example {@code CALICO_ETCD_ENDPOINTS: "{endpoints}"}
 */
public record UnitSettings(SortedMap<String, String> templates) {
    public static final UnitSettings NONE = new UnitSettings(new TreeMap<>());

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl}'\"\\\\$`]{0,400}");

    public UnitSettings {
        templates = Collections.unmodifiableSortedMap(new TreeMap<>(templates));
        templates.forEach(UnitSettings::check);
        if (!templates.isEmpty()) {
            String all = String.join(" ", templates.values());
            if (!all.contains(Placeholder.ENDPOINTS.text()) && !all.contains(Placeholder.HOSTS.text())) {
                throw new IllegalArgumentException("the settings name no {endpoints} and no {hosts}");
            }
            List.of(Placeholder.CA, Placeholder.CERTIFICATE, Placeholder.KEY).stream()
                    .filter(needed -> !all.contains(needed.text()))
                    .forEach(missing -> {
                        throw new IllegalArgumentException("the settings name no " + missing.text());
                    });
        }
    }

    /** What stands for something that only the plan knows. */
    public enum Placeholder {
        /** {@code https://10.0.0.1:2379,https://10.0.0.2:2379}. */
        ENDPOINTS("{endpoints}"),
        /** The same without the scheme. */
        HOSTS("{hosts}"),
        CA("{ca}"),
        CERTIFICATE("{cert}"),
        KEY("{key}");

        private final String text;

        Placeholder(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public boolean isEmpty() {
        return templates.isEmpty();
    }

    /** The values with every placeholder replaced. */
    public SortedMap<String, String> filled(Function<Placeholder, String> values) {
        SortedMap<String, String> filled = new TreeMap<>();
        templates.forEach((variable, template) -> filled.put(
                variable,
                placeholder(template)
                        .map(found -> template.replace(found.text(), values.apply(found)))
                        .orElse(template)));
        return filled;
    }

    /** The variable that carries a placeholder: the first by name if there are several. */
    public Optional<String> variable(Placeholder placeholder) {
        return templates.entrySet().stream()
                .filter(entry -> entry.getValue().contains(placeholder.text()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Optional<Placeholder> placeholder(String template) {
        return Arrays.stream(Placeholder.values())
                .filter(each -> template.contains(each.text()))
                .findFirst();
    }

    private static void check(String variable, String template) {
        if (!VARIABLE.matcher(variable).matches()) {
            throw new IllegalArgumentException("not a variable: '" + variable + "'");
        }
        if (!VALUE.matcher(template).matches()) {
            throw new IllegalArgumentException("the value of " + variable + " has a quote, $, backslash or line end");
        }
        String rest = placeholder(template)
                .map(found -> template.replaceFirst(Pattern.quote(found.text()), ""))
                .orElse(template);
        if (rest.contains("{") || rest.contains("}")) {
            throw new IllegalArgumentException(variable + ": at most one placeholder a value, of "
                    + Arrays.stream(Placeholder.values()).map(Placeholder::text).collect(Collectors.joining(" ")));
        }
    }
}
