package dev.etcdtls.config;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.UnitName;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Edits the configuration of an etcd or of one of its clients, whatever its style: text to text, comments and order kept, idempotent; what was not named stays byte
 * for byte.
 */
public final class ConfigEditor {
    private ConfigEditor() {}

    /**
     * The text with settings changed.
     *
     * @param set by flag name without dashes; an empty value takes a setting away
     * @throws dev.etcdtls.model.ProblemException when the file's shape does not let the edit be made without touching the rest
     */
    public static String edit(ConfigStyle style, String text, SortedMap<String, String> set) {
        return switch (style) {
            case ConfigStyle.EnvironmentFile(FilePath _, VariablePrefix prefix) ->
                EnvironmentText.edit(text, prefix, set);
            case ConfigStyle.SystemdDropIn(FilePath path, VariablePrefix prefix) ->
                UnitEnvironment.edit(new UnitText(path, text), prefix, set);
            case ConfigStyle.ExecStartFlags(FilePath path) ->
                UnitCommand.in(new UnitText(path, text))
                        .map(command -> CommandFlags.edit(command, set))
                        .orElseThrow(() -> Uneditable.because(path, "it has no ExecStart="));
            case ConfigStyle.FlagsInVariable(FilePath path, String variable) ->
                VariableCommand.in(path, text, variable)
                        .map(command -> CommandFlags.edit(command, set))
                        .orElseThrow(() -> Uneditable.because(path, "it does not set " + variable));
            case ConfigStyle.StaticPod(FilePath path, String container) ->
                PodCommand.in(path, text, container)
                        .map(command -> CommandFlags.edit(command, set))
                        .orElseThrow(
                                () -> Uneditable.because(path, "it gives no container '" + container + "' a command"));
            case ConfigStyle.UnitDependency(FilePath path, UnitName unit) ->
                UnitDependencies.edit(new UnitText(path, text), unit, set);
        };
    }

    /** The value that a text gives a setting by flag name; empty where it does not name it, or gives it an empty one; refused as an edit is. */
    public static Optional<String> value(ConfigStyle style, String text, String flag) {
        return switch (style) {
            case ConfigStyle.EnvironmentFile(FilePath _, VariablePrefix prefix) ->
                Optional.ofNullable(EnvironmentText.parse(text).get(prefix.variable(flag)))
                        .filter(value -> !value.isEmpty());
            case ConfigStyle.SystemdDropIn(FilePath path, VariablePrefix prefix) ->
                Optional.ofNullable(
                                UnitEnvironment.parse(new UnitText(path, text)).get(prefix.variable(flag)))
                        .filter(value -> !value.isEmpty());
            case ConfigStyle.ExecStartFlags(FilePath path) ->
                UnitCommand.in(new UnitText(path, text)).flatMap(command -> CommandFlags.value(command, flag));
            case ConfigStyle.FlagsInVariable(FilePath path, String variable) ->
                VariableCommand.in(path, text, variable).flatMap(command -> CommandFlags.value(command, flag));
            case ConfigStyle.StaticPod(FilePath path, String container) ->
                PodCommand.in(path, text, container).flatMap(command -> CommandFlags.value(command, flag));
            case ConfigStyle.UnitDependency(FilePath path, UnitName unit) ->
                UnitDependencies.value(new UnitText(path, text), unit, flag);
        };
    }

    /**
     * A unified diff for people with three lines around each change. Values whose key matches password, token or secret are masked, a change
     * of such a value included; it is empty when the texts are equal.
     */
    public static String diff(String path, String before, String after) {
        return MaskedDiff.of(path, before, after);
    }
}
