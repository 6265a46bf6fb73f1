package dev.etcdtls.codec;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.step.Move;
import dev.etcdtls.step.Move.Proof;
import dev.etcdtls.step.Move.Site;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of one consumer's move. */
final class MoveForm {
    private MoveForm() {}

    static JsonNode write(Move move) {
        ObjectNode node = Json.object()
                .put("consumer", move.consumer().value())
                .put("host", move.host().value())
                .put("unit", move.site().unit().value())
                .put("user", move.site().user().toString());
        return PartForm.folder(node, move.certificates())
                .set("edits", Json.list(move.edits(), PartForm::edit))
                .set("dial", Json.texts(move.dial()))
                .set("proof", proof(move.proof()));
    }

    static Move read(Fields fields) {
        return new Move(
                fields.text("consumer", ConsumerName::new),
                new Site(
                        fields.text("host", HostName::new),
                        fields.text("unit", UnitName::new),
                        fields.text("user", PartForm::user)),
                PartForm.folder(fields),
                fields.objects("edits", PartForm::edit),
                fields.texts("dial", ClientUrl::parse),
                fields.object("proof", MoveForm::proof));
    }

    private static JsonNode proof(Proof proof) {
        ObjectNode node = switch (proof) {
            case Proof.Apiserver(Authority address, Optional<String> lease, Optional<String> _) -> {
                ObjectNode apiserver = Json.kind("apiserver").put("address", address.toString());
                lease.ifPresent(key -> apiserver.put("lease", key));
                yield apiserver;
            }
            case Proof.Flannel(FilePath subnetFile, Optional<String> _) ->
                Json.kind("flannel").put("subnetFile", subnetFile.value());
            case Proof.Command _ -> Json.kind("command");
        };
        proof.ready().ifPresent(command -> node.put("ready", command));
        return node;
    }

    private static Proof proof(Fields fields) {
        String kind = fields.text("kind");
        Optional<String> ready = fields.optional("ready", Function.identity());
        return switch (kind) {
            case "apiserver" ->
                new Proof.Apiserver(
                        fields.text("address", Authority::parse), fields.optional("lease", Function.identity()), ready);
            case "flannel" -> new Proof.Flannel(fields.text("subnetFile", FilePath::new), ready);
            case "command" -> new Proof.Command(ready);
            default -> throw fields.unknownKind(kind);
        };
    }
}
