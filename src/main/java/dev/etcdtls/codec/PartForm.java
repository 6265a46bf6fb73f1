package dev.etcdtls.codec;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.certificate.Usage;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Step.Delivery;
import dev.etcdtls.step.Step.Rehearse.RehearsalProgram;
import dev.etcdtls.step.Step.Rehearse.Site;
import dev.etcdtls.step.Target;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of what steps, journal entries and events are made of. */
final class PartForm {
    private PartForm() {}

    static JsonNode target(Target target) {
        return Json.object()
                .put("name", target.name().value())
                .put("id", target.id().toString())
                .put("host", target.host().value())
                .put("unit", target.unit().value())
                .put("user", target.user().toString())
                .put("dial", target.dial().toString());
    }

    static Target target(Fields fields) {
        return new Target(
                fields.text("name", MemberName::new),
                fields.text("id", MemberId::parse),
                fields.text("host", HostName::new),
                fields.text("unit", UnitName::new),
                fields.text("user", PartForm::user),
                fields.text("dial", Authority::parse));
    }

    static JsonNode edit(FileEdit edit) {
        return Json.object()
                .set("style", StyleForm.style(edit.style()))
                .set("set", Json.map(edit.set()))
                .put("before", edit.before().sha256())
                .put("after", edit.after().sha256())
                .put("diff", edit.diff());
    }

    static FileEdit edit(Fields fields) {
        return new FileEdit(
                fields.object("style", StyleForm::style),
                fields.map("set"),
                fields.text("before", Digest::new),
                fields.text("after", Digest::new),
                fields.text("diff"));
    }

    static JsonNode request(CertificateRequest request) {
        return Json.object()
                .put("commonName", request.commonName())
                .set("dnsNames", Json.texts(request.dnsNames()))
                .set("ipAddresses", Json.texts(request.ipAddresses()))
                .set(
                        "usages",
                        Json.texts(request.usages().stream().map(Json::word).toList()))
                .put("ttl", request.ttl().toString());
    }

    static CertificateRequest request(Fields fields) {
        return new CertificateRequest(
                fields.text("commonName"),
                new TreeSet<>(fields.texts("dnsNames", Function.identity())),
                new TreeSet<>(fields.texts("ipAddresses", Function.identity())),
                new TreeSet<>(fields.texts("usages", word -> Json.constant(Usage.values(), word))),
                fields.text("ttl", Json::duration));
    }

    static JsonNode delivery(Delivery delivery) {
        return Json.object()
                .put("keys", Json.word(delivery.keys()))
                .put("owner", delivery.owner().toString());
    }

    static Delivery delivery(Fields fields) {
        return new Delivery(
                fields.text("keys", word -> Json.constant(KeyOrigin.values(), word)),
                fields.text("owner", PartForm::user));
    }

    static JsonNode site(Site site) {
        ObjectNode node = Json.object()
                .put("member", site.member().value())
                .put("host", site.host().value())
                .put("address", site.address());
        return folder(node, site.folder())
                .put("user", site.user().toString())
                .put("executable", site.program().executable())
                .put("peerHostName", site.program().peerHostName());
    }

    static Site site(Fields fields) {
        return new Site(
                fields.text("member", MemberName::new),
                fields.text("host", HostName::new),
                fields.text("address"),
                folder(fields),
                fields.text("user", PartForm::user),
                new RehearsalProgram(fields.text("executable"), fields.text("peerHostName")));
    }

    /** A folder of members is its path alone: plans were stored before there were others. */
    static ObjectNode folder(ObjectNode node, CertificateFolder folder) {
        node.put("folder", folder.base().value());
        return folder.stem() == CertificateFolder.Stem.MEMBER ? node : node.put("stem", Json.word(folder.stem()));
    }

    static CertificateFolder folder(Fields fields) {
        return new CertificateFolder(
                fields.text("folder", FilePath::new),
                fields.optional("stem", word -> Json.constant(CertificateFolder.Stem.values(), word))
                        .orElse(CertificateFolder.Stem.MEMBER));
    }

    static JsonNode problem(Problem problem) {
        return Json.object()
                .put("code", problem.code().name())
                .put("address", problem.address())
                .put("summary", problem.summary())
                .put("nextAction", problem.nextAction());
    }

    static Problem problem(Fields fields) {
        return new Problem(
                fields.text("code", ErrorCode::valueOf),
                fields.text("address"),
                fields.text("summary"),
                fields.text("nextAction"));
    }

    static ServiceUser user(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("expected user:group, found '" + text + "'");
        }
        return new ServiceUser(text.substring(0, colon), text.substring(colon + 1));
    }
}
