package dev.etcdtls.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** An audit for programs. */
public final class AuditJson {
    private AuditJson() {}

    public static Map<String, ?> of(AuditReport audit) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("cluster", audit.inventory().cluster().value());
        object.put("etcdClusterId", audit.seen().cluster().toString());
        object.put("at", audit.seen().at().toString());
        object.put("members", audit.members());
        object.put("listeners", audit.listeners());
        object.put("certificates", audit.certificates());
        object.put("connections", audit.connections());
        object.put("remarks", audit.remarks());
        return object;
    }
}
