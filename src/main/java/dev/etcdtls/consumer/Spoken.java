package dev.etcdtls.consumer;

import dev.etcdtls.model.Scheme;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What settings mean on the wire, and the sentence that says so.
 *
 * <ol>
 *   <li>What was not understood is not judged.
 *   <li>http and https side by side are MIXED, whatever the program makes of it; an override that speaks otherwise than the main list, too.
 *   <li>https alone is TLS only with CA, certificate and key.
 *   <li>http alone is PLAINTEXT; with a file that promises more it is HALF_TLS, because somebody believes that it moved.
 * </ol>
 */
record Spoken(Speech speech, String words) {
    static Spoken of(ClientSettings settings) {
        if (!settings.unread().isEmpty()) {
            return new Spoken(Speech.UNKNOWN, "cannot be judged: " + String.join("; ", settings.unread()));
        }
        if (settings.endpoints().isEmpty()) {
            return new Spoken(Speech.UNKNOWN, "cannot be judged: it names no endpoint");
        }
        SortedSet<Scheme> schemes = schemes(settings.endpoints(), settings);
        if (schemes.size() > 1) {
            return new Spoken(Speech.MIXED, bothSchemes(settings));
        }
        Optional<ServersOverride> other = settings.overrides().stream()
                .filter(override -> !schemes(override.servers(), settings).equals(schemes))
                .findFirst();
        if (other.isPresent()) {
            return new Spoken(
                    Speech.MIXED,
                    "speaks " + language(schemes.getFirst()) + ", but not for "
                            + other.get().resource() + ": --etcd-servers-overrides says " + other.get());
        }
        return schemes.getFirst() == Scheme.HTTPS ? secured(settings) : plain(settings);
    }

    private static Spoken secured(ClientSettings settings) {
        ClientFiles files = settings.files();
        if (files.isComplete()) {
            return new Spoken(Speech.TLS, "speaks TLS with a client certificate: every endpoint is https");
        }
        if (settings.program() == ClientProgram.FLANNELD && !files.hasPair()) {
            return new Spoken(
                    Speech.HALF_TLS,
                    "does not get through: its endpoints are https, and without both certificate and key flanneld sets up"
                            + " no TLS of its own" + (files.ca().isPresent() ? " and ignores the CA" : ""));
        }
        return new Spoken(Speech.HALF_TLS, "speaks TLS without " + and(files.missing()));
    }

    private static Spoken plain(ClientSettings settings) {
        ClientFiles files = settings.files();
        if (files.isEmpty()) {
            return new Spoken(Speech.PLAINTEXT, "speaks plaintext: no endpoint is https");
        }
        String verb = files.set().size() == 1 ? " is set" : " are set";
        String lacking = files.isComplete()
                ? ""
                : ", and " + and(files.missing()) + (files.missing().size() == 1 ? " is" : " are") + " missing";
        return new Spoken(
                Speech.HALF_TLS,
                "speaks plaintext although " + and(files.set()) + verb + ": no endpoint is https" + lacking);
    }

    private static String bothSchemes(ClientSettings settings) {
        Endpoint first = settings.endpoints().getFirst();
        return settings.program().firstEndpointDecides()
                ? "speaks " + language(scheme(first, settings))
                        + " with every endpoint: its list holds http and https, and the" + " first, " + first
                        + ", decides for all"
                : "speaks plaintext with some endpoints and TLS with others: its list holds http and https";
    }

    private static SortedSet<Scheme> schemes(List<Endpoint> endpoints, ClientSettings settings) {
        SortedSet<Scheme> schemes = new TreeSet<>();
        endpoints.forEach(endpoint -> schemes.add(scheme(endpoint, settings)));
        return schemes;
    }

    /** An endpoint without a scheme is dialled with TLS if the program has set TLS up; etcdctl v2 puts http in front. */
    private static Scheme scheme(Endpoint endpoint, ClientSettings settings) {
        ClientFiles files = settings.files();
        boolean dialsTls = switch (settings.program()) {
            case KUBE_APISERVER, ETCDCTL_3 -> !files.isEmpty();
            case FLANNELD -> files.hasPair();
            case ETCDCTL_2, UNIT -> false;
        };
        return endpoint.scheme().orElse(dialsTls ? Scheme.HTTPS : Scheme.HTTP);
    }

    private static String language(Scheme scheme) {
        return scheme == Scheme.HTTPS ? "TLS" : "plaintext";
    }

    private static String and(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }
}
