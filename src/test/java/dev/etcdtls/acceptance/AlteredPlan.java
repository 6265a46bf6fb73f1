package dev.etcdtls.acceptance;

import dev.etcdtls.model.Digest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The good plan as somebody edited it who knows its form; works on JSON alone and shares nothing with the product's codec. */
final class AlteredPlan {
    private static final JsonMapper CANONICAL =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private final Bench bench;
    private final ObjectNode file;

    private AlteredPlan(Bench bench, ObjectNode file) {
        this.bench = bench;
        this.file = file;
    }

    static AlteredPlan of(Bench bench) {
        String text = Bench.read(bench.file(Bench.GOOD_PLAN + "/plan.json"));
        return new AlteredPlan(bench, (ObjectNode) JsonMapper.shared().readTree(text));
    }

    /** The peer URL that {@code member update} would get; a wrong port there costs the cluster its member. */
    AlteredPlan member() {
        ((ArrayNode) step().path("peerUrls")).set(0, "http://198.51.100.12:2381");
        return this;
    }

    /** A URL in a setting. */
    AlteredPlan setting() {
        ((ObjectNode) step().path("edit").path("set")).put("advertise-client-urls", "https://198.51.100.66:2379");
        return this;
    }

    /** What a careful forger does. */
    AlteredPlan digestAnew() {
        file.put(
                "digest",
                Digest.of(CANONICAL.writeValueAsString(file.path("plan"))).sha256());
        return this;
    }

    void to(String folder) {
        Bench.write(bench.file(folder + "/plan.json"), file.toPrettyString());
    }

    private JsonNode step() {
        return file.path("plan")
                .path("steps")
                .valueStream()
                .filter(step -> step.path("kind").asString().equals("enforce-tls")
                        && step.path("target").path("name").asString().equals("m2"))
                .findFirst()
                .orElseThrow();
    }
}
