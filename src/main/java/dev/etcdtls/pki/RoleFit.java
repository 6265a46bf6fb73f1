package dev.etcdtls.pki;

import dev.etcdtls.certificate.CertificateCheck;
import dev.etcdtls.certificate.Usage;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a role, as it was read, can give what will be asked of it. What a token may not read is proven when a certificate is staged. */
public final class RoleFit {
    private RoleFit() {}

    /**
     * @param addresses whether IP SANs will be asked for
     */
    public record Need(Set<Usage> usages, boolean addresses, KeyOrigin keys, Duration ttl) {
        public Need {
            usages = Set.copyOf(usages);
        }
    }

    /** Everything that does not fit; each problem names the role and the setting. */
    public static List<Problem> problems(String address, RoleSettings role, Need need) {
        List<Problem> found = new ArrayList<>();
        for (Usage usage : List.of(Usage.SERVER, Usage.CLIENT)) {
            String flag = usage == Usage.SERVER ? "server_flag" : "client_flag";
            if (need.usages().contains(usage) && role.denies(flag) && !grants(role, CertificateCheck.word(usage))) {
                found.add(unfit(address, "the role lacks " + CertificateCheck.word(usage), "set " + flag + "=true"));
            }
        }
        if (need.addresses() && role.denies("allow_ip_sans")) {
            found.add(unfit(address, "the role refuses IP SANs", "set allow_ip_sans=true"));
        }
        key(address, role, need.keys(), found);
        for (String setting : List.of("use_csr_common_name", "use_csr_sans")) {
            if (role.says(setting)) {
                found.add(unfit(
                        address,
                        "the role takes names from the CSR (" + setting + "=true), so that any host gets any name",
                        "set " + setting + "=false"));
            }
        }
        Duration longest = role.longestTtl();
        if (!longest.isZero() && longest.compareTo(need.ttl()) < 0) {
            found.add(new Problem(
                    ErrorCode.TTL_CUT,
                    address,
                    "the role grants at most " + longest.toHours() + "h, and the inventory asks for "
                            + need.ttl().toHours() + "h",
                    "raise the role's max_ttl, or lower issuer.ttl in the inventory"));
        }
        return List.copyOf(found);
    }

    private static boolean grants(RoleSettings role, String usage) {
        String others = "," + role.value("ext_key_usage").orElse("") + ",";
        return others.toLowerCase(Locale.ROOT).contains("," + usage.toLowerCase(Locale.ROOT) + ",");
    }

    private static void key(String address, RoleSettings role, KeyOrigin keys, List<Problem> found) {
        String kind = role.value("key_type").orElse("ec");
        boolean fits = switch (keys) {
            case HOST_BORN -> kind.equals("ec") || kind.equals("any");
            case ISSUER_BORN -> !kind.equals("any");
        };
        if (!fits) {
            found.add(unfit(
                    address,
                    kind.equals("any")
                            ? "the role leaves the kind of key open (key_type=any), and issuer-born keys need one"
                            : "the role wants " + kind + " keys, and keys that are born on hosts are EC",
                    "set key_type=ec and key_bits=256"));
        }
        String bits = role.value("key_bits").orElse("0");
        if (keys == KeyOrigin.HOST_BORN
                && kind.equals("ec")
                && !List.of("0", "256").contains(bits)) {
            found.add(unfit(address, "the role wants EC keys of " + bits + " bits", "set key_bits=256"));
        }
    }

    private static Problem unfit(String address, String summary, String cure) {
        return new Problem(
                ErrorCode.ISSUER_ROLE_UNFIT, address, summary, cure + " on the role, or run etcd-tls pki bootstrap");
    }
}
