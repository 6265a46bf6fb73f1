package dev.etcdtls.step;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;

/**
 * The member that a step works on.
 *
 * @param id its identity; the name is for people
 * @param user owner of its key
 * @param dial host and port of its client URL that the tool dials; never a wildcard
 */
public record Target(MemberName name, MemberId id, HostName host, UnitName unit, ServiceUser user, Authority dial) {}
