package dev.etcdtls.acceptance;

import dev.etcdtls.lab.Lab;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenBao of a lab, asked with its root token by curl: not by the product's own way. */
final class Bao {
    private static final String URL = "https://198.51.100.5:8200/v1/";

    private final Path authority;
    private final Path token;

    Bao(Lab lab) {
        this.authority = lab.directory().resolve("openbao-ca.crt");
        this.token = lab.directory().resolve("openbao-token");
    }

    /** Whether the lab has one. */
    boolean isThere() {
        return Files.exists(token);
    }

    /** What lies at a path, one fact a value; the server gives its maps in another order each time. */
    List<String> facts(String path) {
        List<String> facts = new ArrayList<>();
        flatten(path, data(path), facts);
        return facts;
    }

    /** The names that a list request tells. */
    List<String> names(String path) {
        return data(path + "?list=true")
                .path("keys")
                .valueStream()
                .map(JsonNode::asString)
                .sorted()
                .toList();
    }

    private JsonNode data(String path) {
        return JsonMapper.shared().readTree(curl(List.of(), path)).path("data");
    }

    private static void flatten(String path, JsonNode value, List<String> facts) {
        if (value.isObject()) {
            value.properties().forEach(each -> flatten(path + " " + each.getKey(), each.getValue(), facts));
        } else {
            facts.add(path + " " + value);
        }
    }

    /** Writes a role or a setting. */
    void write(String path, String json) {
        String answer = curl(List.of("--request", "POST", "--data", json), path);
        if (answer.contains("\"errors\"")) {
            throw new IllegalStateException("OpenBao refused " + path + ": " + answer);
        }
    }

    void delete(String path) {
        var unused = curl(List.of("--request", "DELETE"), path);
    }

    private String curl(List<String> arguments, String path) {
        List<String> command =
                new ArrayList<>(List.of("curl", "-sS", "--cacert", authority.toString(), "--header", "@-"));
        command.addAll(arguments);
        command.add(URL + path);
        try {
            Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (OutputStream header = curl.getOutputStream()) {
                header.write(("X-Vault-Token: " + Files.readString(token).strip()).getBytes(StandardCharsets.UTF_8));
            }
            return new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask OpenBao for " + path, e);
        }
    }
}
