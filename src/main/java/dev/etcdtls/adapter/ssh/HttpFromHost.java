package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.ServiceUser;
import java.util.List;
import java.util.Optional;

/** HTTP/1.1 requests that a host itself makes, by its curl or openssl: from its real source address, with files that stay there. */
final class HttpFromHost {
    private static final int NO_PROGRAM = 47;

    private final RootShell shell;

    HttpFromHost(RootShell shell) {
        this.shell = shell;
    }

    /**
     * @param as the user that reads the files and dials
     * @param files folder of {@code member.crt}, {@code member.key} and {@code ca.crt}; empty for a request without TLS
     * @param body of a POST; empty for a GET
     */
    record Request(ServiceUser as, String url, Optional<FilePath> files, Optional<String> body) {}

    /**
     * @param code curl's exit code; 0 when there was an HTTP answer
     * @param status the HTTP status, 0 without an answer
     */
    record Answer(int code, int status, String complaint, String body) {
        /** Nobody was there: name unknown, connection refused, no route, timed out. That says nothing about TLS. */
        boolean isUnreachable() {
            return code == 5 || code == 6 || code == 7 || code == 28;
        }

        boolean isOk() {
            return code == 0 && status == 200;
        }

        /** Why it did not go well, in few words. */
        String why() {
            if (code == 0) {
                return "HTTP status " + status;
            }
            List<String> said = complaint.strip().lines().toList();
            String reason = said.stream()
                    .filter(line -> line.startsWith("curl: ("))
                    .findFirst()
                    .orElse(said.isEmpty() ? "no reason given" : said.getLast());
            // With TLS 1.3 a refused client certificate shows up late; some versions of curl then stumble over the
            // closed socket.
            if (reason.contains("getpeername")) {
                return "the server ended the connection";
            }
            return reason.replaceFirst("^curl: \\(\\d+\\) ", "")
                    + (code == 52 ? " (the server ended the connection)" : "");
        }

        /** The certificate, key or CA on the dialling host could not be read: nothing was asked of the server. */
        boolean lacksFiles() {
            return code == 58 || code == 77;
        }
    }

    Outcome<Answer> send(HostName from, Request request) {
        return shell.run(
                        from,
                        RemoteScript.HTTP,
                        request.as().user(),
                        request.as().group(),
                        request.url(),
                        request.files().map(FilePath::value).orElse("-"),
                        request.body().orElse("-"))
                .then(ended -> {
                    if (ended.exit() == NO_PROGRAM) {
                        return new Outcome.Refused<>(
                                HostProblems.toolMissing(from, "curl", "dial " + request.url() + " from the host"));
                    }
                    return answer(from, ended);
                });
    }

    /** Reads the three lines that a script printed of one request. */
    static Outcome<Answer> answer(HostName from, Finished ended) {
        List<String> lines = ended.out().lines().toList();
        if (ended.exit() != 0 || lines.size() != 3 || !lines.getFirst().matches("[0-9]{1,3} [0-9]{1,3}")) {
            return new Outcome.Refused<>(HostProblems.failed(from, "a request from the host", ended.complaint()));
        }
        String[] codes = lines.getFirst().split(" ");
        return new Outcome.Done<>(new Answer(
                Integer.parseInt(codes[0]),
                Integer.parseInt(codes[1]),
                HostReport.unpack(lines.get(1)),
                HostReport.unpack(lines.get(2))));
    }
}
