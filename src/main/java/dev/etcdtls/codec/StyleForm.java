package dev.etcdtls.codec;

import dev.etcdtls.config.ConfigStyle;
import dev.etcdtls.config.VariablePrefix;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.UnitName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of configuration styles. Etcd's own prefix is not written: the first plans knew no other. */
final class StyleForm {
    private StyleForm() {}

    static JsonNode style(ConfigStyle style) {
        return switch (style) {
            case ConfigStyle.EnvironmentFile(FilePath _, VariablePrefix prefix) ->
                prefixed(of("environment-file", style), prefix);
            case ConfigStyle.SystemdDropIn(FilePath _, VariablePrefix prefix) ->
                prefixed(of("systemd-drop-in", style), prefix);
            case ConfigStyle.ExecStartFlags _ -> of("exec-start-flags", style);
            case ConfigStyle.FlagsInVariable(FilePath _, String variable) ->
                of("flags-in-variable", style).put("variable", variable);
            case ConfigStyle.StaticPod(FilePath _, String container) ->
                of("static-pod", style).put("container", container);
            case ConfigStyle.UnitDependency(FilePath _, UnitName unit) ->
                of("unit-dependency", style).put("unit", unit.value());
        };
    }

    static ConfigStyle style(Fields fields) {
        String kind = fields.text("kind");
        FilePath path = fields.text("path", FilePath::new);
        return switch (kind) {
            case "environment-file" -> new ConfigStyle.EnvironmentFile(path, prefix(fields));
            case "systemd-drop-in" -> new ConfigStyle.SystemdDropIn(path, prefix(fields));
            case "exec-start-flags" -> new ConfigStyle.ExecStartFlags(path);
            case "flags-in-variable" -> new ConfigStyle.FlagsInVariable(path, fields.text("variable"));
            case "static-pod" -> new ConfigStyle.StaticPod(path, fields.text("container"));
            case "unit-dependency" -> new ConfigStyle.UnitDependency(path, fields.text("unit", UnitName::new));
            default -> throw fields.unknownKind(kind);
        };
    }

    private static ObjectNode of(String kind, ConfigStyle style) {
        return Json.kind(kind).put("path", style.path().value());
    }

    private static ObjectNode prefixed(ObjectNode style, VariablePrefix prefix) {
        return prefix.equals(VariablePrefix.ETCD) ? style : style.put("prefix", prefix.value());
    }

    private static VariablePrefix prefix(Fields fields) {
        return fields.optional("prefix", VariablePrefix::new).orElse(VariablePrefix.ETCD);
    }
}
