package dev.etcdtls.acceptance;

import static dev.etcdtls.acceptance.BadInput.plan;

import dev.etcdtls.acceptance.BadInput.Fault;
import dev.etcdtls.acceptance.BadInput.Login;
import dev.etcdtls.model.ErrorCode;
import java.util.List;

/** What a person may get wrong in the inventory, in the way to the hosts, and in what is asked of the issuer. */
final class BadDeclarations {
    /** A role that fits but for what a case changes. */
    private static final String ROLE = """
            {"allow_any_name": true, "enforce_hostnames": false, "allow_ip_sans": true, "server_flag": true,
             "client_flag": true, "key_type": "ec", "key_bits": 256, "use_csr_common_name": false,
             "use_csr_sans": false, "max_ttl": "8760h"}
            """;

    private BadDeclarations() {}

    /** Makes the roles that the cases name; they stay, so that no case changes the issuer. */
    static void prepare(Bench bench) {
        role(bench, "no-addresses", "\"allow_ip_sans\": true", "\"allow_ip_sans\": false");
        role(bench, "no-clients", "\"client_flag\": true", "\"client_flag\": false");
        role(bench, "rsa", "\"ec\", \"key_bits\": 256", "\"rsa\", \"key_bits\": 2048");
        role(bench, "short", "8760h", "240h");
    }

    private static void role(Bench bench, String name, String text, String instead) {
        bench.bao().write("etcd/c1/pki/roles/" + name, ROLE.replace(text, instead));
    }

    static List<BadInput> ofInventory() {
        return List.of(
                plan(
                        "an unknown key",
                        written("reach: ssh", "raech: ssh"),
                        2,
                        ErrorCode.INVENTORY_INVALID,
                        "unknown key 'raech'",
                        "where case.yaml:7:1",
                        "did you mean 'reach'?"),
                plan(
                        "a duplicate key",
                        written("reach: ssh", "reach: ssh\nreach: direct"),
                        2,
                        ErrorCode.INVENTORY_INVALID,
                        "the key 'reach' stands twice",
                        "where case.yaml:8:1",
                        "keep one of the two"),
                plan(
                        "a truth that is none",
                        written("member: true", "member: maybe"),
                        2,
                        ErrorCode.INVENTORY_INVALID,
                        "member must be true or false, found 'maybe'",
                        "where case.yaml:4:51",
                        "write true or false, without quotes"),
                plan(
                        "a duration that is none",
                        written("ttl: 720h", "ttl: soon"),
                        2,
                        ErrorCode.INVENTORY_INVALID,
                        "ttl must be a duration, found 'soon'",
                        "where case.yaml:16:8",
                        "write it like 10s, 10m or 720h"));
    }

    static List<BadInput> ofLogin() {
        Fault none = bench -> bench.inventory(text -> text);
        return List.of(
                plan(
                        "a host that is not there",
                        written("198.51.100.13", "198.51.100.99"),
                        3,
                        ErrorCode.HOST_UNREACHABLE,
                        "SSH to ops@198.51.100.99:22 failed",
                        "where hosts/m3",
                        "`ssh ops@198.51.100.99`"),
                plan(
                                "an unknown host key",
                                none,
                                2,
                                ErrorCode.HOST_KEY_UNKNOWN,
                                "the host key of ops@198.51.100.12:22",
                                "is not in",
                                "where hosts/m2",
                                "ssh-keyscan 198.51.100.12")
                        .with(Login.WITHOUT_KEY_OF_M2),
                plan(
                                "another host key than the known one",
                                none,
                                2,
                                ErrorCode.HOST_KEY_UNKNOWN,
                                "is not the one in",
                                "somebody stands in between",
                                "where hosts/m2",
                                "ssh-keygen -R")
                        .with(Login.WITH_KEY_OF_M1_FOR_M2));
    }

    static List<BadInput> ofIssuer() {
        return List.of(
                plan(
                        "a wrong token",
                        bench -> {
                            Bench.write(bench.file("wrong-token"), "s.wrong\n");
                            bench.inventory(text ->
                                    text.replaceFirst("token-file: .*", "token-file: " + bench.file("wrong-token")));
                        },
                        2,
                        ErrorCode.ISSUER_TOKEN,
                        "does not know the token in",
                        "where issuer.token-file",
                        "put a valid token into that file"),
                plan(
                        "a mount that is missing",
                        written("mount: etcd/c1/pki", "mount: etcd/other/pki"),
                        2,
                        ErrorCode.ISSUER_MOUNT_MISSING,
                        "there is no PKI mount etcd/other/pki",
                        "where issuer/etcd/other/pki",
                        "etcd-tls pki bootstrap"),
                ofRole(
                        "no-addresses",
                        2,
                        ErrorCode.ISSUER_ROLE_UNFIT,
                        "the role refuses IP SANs",
                        "allow_ip_sans=true"),
                ofRole("no-clients", 2, ErrorCode.ISSUER_ROLE_UNFIT, "the role lacks clientAuth", "client_flag=true"),
                ofRole("rsa", 2, ErrorCode.ISSUER_ROLE_UNFIT, "the role wants rsa keys", "key_type=ec"),
                ofRole(
                        "short",
                        3,
                        ErrorCode.TTL_CUT,
                        "grants at most 240h, and the inventory asks for 720h",
                        "lower issuer.ttl"));
    }

    private static BadInput ofRole(String role, int exitCode, ErrorCode code, String summary, String next) {
        return plan(
                "the role " + role,
                written("role: member", "role: " + role),
                exitCode,
                code,
                summary,
                "where issuer/etcd/c1/pki/roles/" + role,
                next);
    }

    private static Fault written(String text, String instead) {
        return bench -> bench.inventory(text, instead);
    }
}
