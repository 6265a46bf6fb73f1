package dev.etcdtls.cli;

import dev.etcdtls.adapter.yaml.InventoryWriter;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.report.AuditReport;
import dev.etcdtls.report.ClientSeen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Look at a live cluster and write inventory.yaml; changes nothing on any host.")
final class InitCommand implements Callable<Integer> {
    @ParentCommand
    private Main main = new Main();

    @Option(
            names = "--ssh",
            required = true,
            paramLabel = "[NAME=]USER@HOST[:PORT]",
            description = "a host of the cluster or of a consumer; once for each")
    private List<String> ssh = List.of();

    @Option(names = "--cluster", required = true, paramLabel = "NAME", description = "your name for the cluster")
    private String cluster = "";

    @ArgGroup(exclusive = false)
    private IssuerFlags issuer = new IssuerFlags();

    @Option(names = "--force", description = "overwrite an inventory that is there")
    private boolean force;

    @Override
    public Integer call() {
        Voice voice = main.voice();
        Path file = main.flags().inventory;
        if (Files.exists(file) && !force) {
            throw wrong(file.toString(), "there is an inventory already", "edit it, or overwrite it with --force");
        }
        Inventory draft = new InventoryDraft(cluster, ssh, issuer.settings(cluster)).unlooked();
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        try (Wiring wiring = new Wiring(main.flags(), new InventoryFile(folder, "", draft), new MemoryIdentity())) {
            voice.tell("looking at " + draft.hosts().size() + " hosts ...");
            ClusterObservation seen = wiring.observer().observe(draft);
            List<Problem> unseen = AuditCommand.unseen(seen);
            if (!unseen.isEmpty()) {
                return voice.problems(unseen);
            }
            Inventory found = InventoryDraft.looked(draft, seen);
            if (found.memberHosts().isEmpty()) {
                throw wrong("--ssh", "none of these hosts runs an etcd service", "name the hosts of the members");
            }
            ClusterObservation again = named(found, folder);
            missing(again).forEach(voice::tell);
            List<ClientSeen> clients = new AuditReport(found, again).clients();
            write(file, InventoryWriter.write(found, ConsumerProposals.comments(clients)));
            voice.result(() -> text(file, found, clients), () -> json(file, found, clients));
            return ExitCode.DONE;
        }
    }

    /** A second look, by the names that the hosts have got from their members: with a wiring of its own, which knows these names. */
    private ClusterObservation named(Inventory found, Path folder) {
        try (Wiring wiring = new Wiring(main.flags(), new InventoryFile(folder, "", found), new MemoryIdentity())) {
            return wiring.observer().observe(found);
        }
    }

    /** Members of the cluster that none of the hosts carries. */
    private static List<String> missing(ClusterObservation seen) {
        return seen.members().stream()
                .filter(member -> member.host().isEmpty())
                .map(member -> "member " + member.name() + " (" + member.id()
                        + ") runs on none of these hosts, or cannot be asked: name its host with --ssh")
                .toList();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new ProblemException(
                    problem(file.toString(), "it cannot be written (" + e + ")", "name another file with -i"), e);
        }
    }

    private static String text(Path file, Inventory found, List<ClientSeen> clients) {
        StringBuilder text = new StringBuilder();
        text.append("written   ").append(file).append(": ");
        text.append(found.memberHosts().size())
                .append(found.memberHosts().size() == 1 ? " member on " : " members on ")
                .append(found.hosts().size())
                .append(found.hosts().size() == 1 ? " host\n" : " hosts\n");
        clients.forEach(
                client -> text.append("client    ").append(client.words()).append('\n'));
        text.append("next      read the file");
        if (!clients.isEmpty()) {
            text.append(" and declare the clients in it");
        }
        text.append(", then: etcd-tls plan -i ").append(file).append('\n');
        return text.toString();
    }

    private static Map<String, ?> json(Path file, Inventory found, List<ClientSeen> clients) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("inventory", file.toString());
        object.put(
                "hosts", found.hosts().stream().map(host -> host.name().value()).toList());
        object.put(
                "members",
                found.memberHosts().stream().map(host -> host.name().value()).toList());
        object.put("clients", clients.stream().map(ClientSeen::words).toList());
        return object;
    }

    static ProblemException wrong(String where, String what, String next) {
        return new ProblemException(problem(where, what, next));
    }

    private static Problem problem(String where, String what, String next) {
        return new Problem(ErrorCode.FLAG_INVALID, where, what, next);
    }
}
