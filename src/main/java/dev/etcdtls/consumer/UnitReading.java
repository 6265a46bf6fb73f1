package dev.etcdtls.consumer;

import dev.etcdtls.consumer.FileReading.Given;
import dev.etcdtls.inventory.UnitSettings;
import dev.etcdtls.inventory.UnitSettings.Placeholder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A unit's settings, from the variables that the inventory names. Where they hold hosts without a scheme, the variable that is to become
 * {@code https} says which one is spoken now (Patroni's {@code PATRONI_ETCD3_PROTOCOL}); without such a variable nobody can tell.
 */
final class UnitReading {
    private static final String HTTPS = "https";

    private final UnitSettings settings;
    private final Map<String, String> environment;
    private final List<String> unread = new ArrayList<>();

    private UnitReading(UnitSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    static ClientSettings of(UnitSettings settings, Map<String, String> environment) {
        return settings.isEmpty()
                ? ClientSettings.unreadable(ClientProgram.UNIT, "the inventory names no settings of it")
                : new UnitReading(settings, environment).read();
    }

    private ClientSettings read() {
        List<Endpoint> endpoints = endpoints();
        FileReading files =
                FileReading.of(given(Placeholder.CA), given(Placeholder.CERTIFICATE), given(Placeholder.KEY));
        unread.addAll(files.unread());
        unread.addAll(EndpointReading.unread(endpoints));
        return new ClientSettings(ClientProgram.UNIT, endpoints, files.files(), List.of(), new TreeMap<>(), unread);
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        settings.variable(Placeholder.ENDPOINTS)
                .ifPresent(variable -> endpoints.addAll(Endpoint.list(found(variable, Placeholder.ENDPOINTS))));
        settings.variable(Placeholder.HOSTS)
                .ifPresent(variable -> Endpoint.list(found(variable, Placeholder.HOSTS))
                        .forEach(host -> endpoints.add(withScheme(host))));
        if (endpoints.isEmpty()) {
            unread.add("its environment names no endpoint (" + variables() + ")");
        }
        return endpoints;
    }

    private String variables() {
        return String.join(
                ", ",
                Arrays.asList(Placeholder.ENDPOINTS, Placeholder.HOSTS).stream()
                        .flatMap(each -> settings.variable(each).stream())
                        .toList());
    }

    /** A host with the scheme that its own variable gives all of them. */
    private Endpoint withScheme(Endpoint host) {
        if (!host.isBare()) {
            return host;
        }
        Optional<String> protocol = settings.templates().entrySet().stream()
                .filter(entry -> entry.getValue().equals(HTTPS))
                .map(Map.Entry::getKey)
                .findFirst();
        if (protocol.isEmpty()) {
            unread.add("its hosts have no scheme, and no setting of the inventory is https");
            return host;
        }
        String spoken = environment.getOrDefault(protocol.get(), "");
        return new Endpoint((spoken.equals(HTTPS) ? "https://" : "http://") + host);
    }

    private Given given(Placeholder placeholder) {
        String variable = settings.variable(placeholder).orElse(placeholder.text());
        String value = found(variable, placeholder);
        return new Given(variable, value.isEmpty() ? Optional.empty() : Optional.of(value));
    }

    /** A variable's value without what the template puts around it, and without quotes and brackets of a list. */
    private String found(String variable, Placeholder placeholder) {
        String value = environment.getOrDefault(variable, "").strip();
        String[] around = settings.templates()
                .getOrDefault(variable, placeholder.text())
                .split(Pattern.quote(placeholder.text()), 2);
        String before = around[0];
        String behind = around.length > 1 ? around[1] : "";
        boolean framed = value.length() >= before.length() + behind.length()
                && value.startsWith(before)
                && value.endsWith(behind);
        String bare = framed ? value.substring(before.length(), value.length() - behind.length()) : value;
        return bare.replaceAll("[\\[\\]'\" ]", "");
    }
}
