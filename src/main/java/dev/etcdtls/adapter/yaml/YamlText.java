package dev.etcdtls.adapter.yaml;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values as YAML writes them, so that reading gives the same. */
final class YamlText {
    private YamlText() {}

    static String list(Collection<?> values) {
        return values.stream().map(value -> scalar(value.toString())).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Plain where YAML 1.2 reads a text whatever stands around it, in double quotes otherwise. */
    static String scalar(String text) {
        boolean plain = text.matches("[A-Za-z/][A-Za-z0-9/._@:-]*[A-Za-z0-9]")
                && !text.toLowerCase(Locale.ROOT).matches("true|false|null|yes|no|on|off");
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String duration(Duration duration) {
        if (duration.toSeconds() % 3600 == 0) {
            return duration.toHours() + "h";
        }
        return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
    }
}
