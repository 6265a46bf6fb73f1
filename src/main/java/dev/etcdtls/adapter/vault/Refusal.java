package dev.etcdtls.adapter.vault;

import dev.etcdtls.adapter.vault.Reply.Answer;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import java.util.List;

/**
 * Words what the server refused. Its texts are those of OpenBao 2.7.2 and Vault 1.13; a text that is not known is passed on.
 *
 * @param mount the PKI mount
 * @param role empty when the call had none
 * @param path the whole path
 */
record Refusal(String mount, String role, String path) {
    private static final String BOOTSTRAP = "run etcd-tls pki bootstrap, or ";

    /** The problem in an answer that is not a success. */
    Problem of(Answer answer) {
        String text = answer.errors();
        if (text.contains("no default issuer") || text.contains("unable to locate an issuer")) {
            return problem(
                    ErrorCode.ISSUER_MOUNT_MISSING,
                    "the mount " + mount + " has no CA (" + text + ")",
                    BOOTSTRAP + "give it one");
        }
        return switch (answer.status()) {
            case 403 -> denied(text);
            case 404 -> noMount();
            case 429 -> unavailable("the server answers 429, too many requests");
            // A standby that does not forward sends its clients elsewhere; the token goes nowhere but to the
            // inventory's address.
            case 301, 302, 303, 307, 308, 472, 473 ->
                problem(
                        ErrorCode.ISSUER_UNAVAILABLE,
                        "the server answers " + answer.status() + ": it is a standby",
                        "name the active server's address in issuer.url of the inventory, then run this again");
            case 503 ->
                unavailable(text.contains("sealed") ? "the server is sealed" : "the server answers 503 " + text);
            default ->
                answer.status() >= 500
                        ? unavailable("the server answers " + answer.status() + " " + text)
                        : badRequest(text);
        };
    }

    /** The problem in an answer that is a success with warnings: the certificate is not what was asked for. */
    Problem of(List<String> warnings) {
        String text = String.join("; ", warnings);
        if (text.contains("longer than permitted maxTTL")) {
            return ttlCut(text);
        }
        if (text.contains("use_csr_")) {
            return unfit(
                    "the role " + role + " takes names from the CSR (" + text + ")",
                    "set use_csr_common_name=false and use_csr_sans=false on the role");
        }
        return unfit("the server warns: " + text, "make the role " + role + " grant exactly what is asked");
    }

    Problem noMount() {
        return new Problem(
                ErrorCode.ISSUER_MOUNT_MISSING,
                "issuer/" + mount,
                "there is no PKI mount " + mount,
                BOOTSTRAP + "name the right mount in the inventory");
    }

    Problem denied(String text) {
        return problem(
                ErrorCode.ISSUER_TOKEN,
                "the token may not use " + path + (text.isEmpty() ? "" : " (" + text + ")"),
                "put a token with the policy " + mount + "/operator into the token file");
    }

    Problem noHostName(String name) {
        return unfit(
                "the server leaves " + name + " out of certificates: it is not a host name",
                "use a name without underscores in the members' URLs and in client-names, or an issuer of kind local");
    }

    private Problem badRequest(String text) {
        if (text.contains("unknown role")) {
            return unfit(
                    "there is no role " + role + " at " + mount, BOOTSTRAP + "name the right role in the inventory");
        }
        if (text.contains("IP Subject Alternative Names are not allowed")) {
            return unfit("the role " + role + " refuses IP SANs", BOOTSTRAP + "set allow_ip_sans=true on the role");
        }
        if (text.contains("requires keys of type") || text.contains("requires a minimum of")) {
            return unfit(
                    "the role " + role + " refuses EC P-256 keys (" + text + ")",
                    BOOTSTRAP + "set key_type=ec and key_bits=256 on the role");
        }
        if (text.contains("not allowed by this role") || text.contains("is not allowed in this role")) {
            return unfit(
                    "the role " + role + " refuses a name: " + text,
                    BOOTSTRAP + "set allow_any_name=true and enforce_hostnames=false on the role");
        }
        if (text.contains("beyond the expiration of the CA")) {
            return ttlCut(text);
        }
        return unfit("the server refuses: " + text, "compare the role " + role + " with what etcd-tls pki show wants");
    }

    private Problem ttlCut(String text) {
        return problem(
                ErrorCode.TTL_CUT,
                "the role " + role + " does not grant the lifetime that was asked for (" + text + ")",
                "raise max_ttl of the role and of the mount, or lower issuer.ttl in the inventory");
    }

    private Problem unavailable(String summary) {
        return problem(
                ErrorCode.ISSUER_UNAVAILABLE, summary, "wait, or unseal and repair the server, then run this again");
    }

    Problem unfit(String summary, String nextAction) {
        return problem(ErrorCode.ISSUER_ROLE_UNFIT, summary, nextAction);
    }

    private Problem problem(ErrorCode code, String summary, String nextAction) {
        return new Problem(code, "issuer/" + path, summary, nextAction);
    }
}
