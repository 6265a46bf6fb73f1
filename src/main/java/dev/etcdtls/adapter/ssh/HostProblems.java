package dev.etcdtls.adapter.ssh;

import dev.etcdtls.inventory.SshAddress;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.EtcdEndpoint;

/** The words for trouble with a host. */
final class HostProblems {
    private HostProblems() {}

    static Problem of(ErrorCode code, HostName host, String summary, String nextAction) {
        return new Problem(code, "hosts/" + host, summary, nextAction);
    }

    static Problem unreachable(HostName host, SshAddress address, String why) {
        return of(
                ErrorCode.HOST_UNREACHABLE,
                host,
                "SSH to " + address + " failed: " + why,
                "check that `" + address.command() + "` works from here, then go on");
    }

    static Problem outcomeUnknown(HostName host, String what, String why) {
        return of(
                ErrorCode.OUTCOME_UNKNOWN,
                host,
                "whether '" + what + "' took effect is not known: " + why,
                "look at the host, then resume; the next look at it tells what is");
    }

    static Problem noSudo(HostName host, String user, String why) {
        return of(
                ErrorCode.NO_SUDO,
                host,
                "user " + user + " may not become root without a password: " + why,
                "allow it with a line `" + user
                        + " ALL=(root) NOPASSWD: ALL` in /etc/sudoers.d, or name another SSH user");
    }

    static Problem processHidden(HostName host, String whose) {
        return of(
                ErrorCode.NO_SUDO,
                host,
                "root may not look into the processes of other users (the capability SYS_PTRACE is missing)",
                "give the host's root that capability; without it nobody can tell which program " + whose + " runs");
    }

    static Problem toolMissing(HostName host, String tool, String what) {
        return of(
                ErrorCode.HOST_TOOL_MISSING,
                host,
                tool + " is not installed, which is needed to " + what,
                "install " + tool + " on the host");
    }

    static Problem memberUnreachable(EtcdEndpoint endpoint, String why) {
        return of(
                ErrorCode.MEMBER_UNREACHABLE,
                endpoint.host(),
                endpoint.url() + " does not answer its own host: " + why,
                "look at the member's unit and log, then resume");
    }

    static Problem failed(HostName host, String what, String why) {
        return of(
                ErrorCode.STEP_FAILED,
                host,
                what + " failed: " + (why.isEmpty() ? "no reason was given" : why),
                "remove the cause on the host, then resume");
    }
}
