package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.EtcdService.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code systemctl show} and the units that depend on it; empty when systemd does not know the unit. */
final class UnitReading {
    private UnitReading() {}

    static Optional<Unit> of(UnitName name, List<String> lines, List<String> dependents) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                properties.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        if (!properties.getOrDefault("LoadState", "").equals("loaded")) {
            return Optional.empty();
        }
        String user = given(properties, "User").orElse("root");
        String group = given(properties, "Group")
                .or(() -> given(properties, "PrimaryGroup"))
                .orElse(user);
        return Optional.of(new Unit(
                name,
                properties.getOrDefault("ActiveState", "unknown"),
                properties.getOrDefault("InvocationID", ""),
                properties.getOrDefault("NeedDaemonReload", "no").equals("yes"),
                new ServiceUser(user, group),
                Long.parseLong(given(properties, "MainPID").orElse("0")),
                dependents.stream().map(UnitName::new).toList()));
    }

    private static Optional<String> given(Map<String, String> properties, String key) {
        return Optional.ofNullable(properties.get(key)).filter(value -> !value.isEmpty());
    }
}
