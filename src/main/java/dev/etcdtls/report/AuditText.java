package dev.etcdtls.report;

import java.util.ArrayList;
import java.util.List;

/** An audit for the terminal. */
public final class AuditText {
    private AuditText() {}

    public static String of(AuditReport audit) {
        Page page = new Page();
        page.line("Cluster " + audit.inventory().cluster() + " (etcd's id "
                + audit.seen().cluster() + "), seen "
                + Words.moment(audit.seen().at()));
        table(
                page,
                "Members",
                List.of("member", "id", "host", "etcd", "role", "peer URLs"),
                audit.members().stream()
                        .map(row ->
                                List.of(row.member(), row.id(), row.host(), row.version(), row.role(), row.peerUrls()))
                        .toList());
        table(
                page,
                "Listeners",
                List.of("host", "plane", "url", "speaks"),
                audit.listeners().stream()
                        .map(row -> List.of(row.host(), row.plane(), row.url(), row.speaks()))
                        .toList());
        table(
                page,
                "Certificates",
                List.of("host", "set", "common name", "ends", ""),
                audit.certificates().stream()
                        .map(row -> List.of(row.host(), row.set(), row.commonName(), row.ends(), row.inUse()))
                        .toList());
        table(
                page,
                "Connections to client ports now",
                List.of("member", "port", "from", "count", "who"),
                audit.connections().stream()
                        .map(row -> List.of(
                                row.member(),
                                Integer.toString(row.port()),
                                row.from(),
                                Long.toString(row.count()),
                                row.who()))
                        .toList());
        if (!audit.remarks().isEmpty()) {
            page.heading("To look at");
            audit.remarks().forEach(remark -> page.item("  !", 4, remark));
        }
        return page.toString();
    }

    private static void table(Page page, String title, List<String> head, List<List<String>> rows) {
        page.heading(title);
        if (rows.isEmpty()) {
            page.line("  none");
            return;
        }
        List<List<String>> all = new ArrayList<>();
        all.add(head);
        all.addAll(rows);
        page.table(2, all);
    }
}
