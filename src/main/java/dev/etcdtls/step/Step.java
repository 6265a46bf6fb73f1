package dev.etcdtls.step;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Scheme;
import dev.etcdtls.model.ServiceUser;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * One step of a plan: data only. A step goes from one resting state to the next; who does it, what it is called for people and how it is
 * written are exhaustive switches elsewhere.
 */
public sealed interface Step
        permits Step.KeepFiles,
                Step.TakeSnapshot,
                Step.IssueOperatorCertificate,
                Step.StageCertificate,
                Step.Rehearse,
                Step.AcceptTls,
                Step.TakeCensus,
                Step.EnforceTls,
                Step.VerifyEndState,
                Step.RemoveLeftovers,
                TakeTlsCensus,
                RevertEnforce,
                RevertAccept,
                RemoveCertificates,
                ConsumerStep {
    Phase phase();

    /** What distinguishes the step within its phase, for example the member's name. */
    String what();

    default StepId id() {
        return StepId.of(phase(), what());
    }

    /** Copies each file that the migration will change to {@code folder} on its own host; copies that are there stay. */
    record KeepFiles(HostName host, FilePath folder, List<FilePath> files) implements Step {
        public KeepFiles {
            files = List.copyOf(files);
        }

        @Override
        public Phase phase() {
            return Phase.BACKUP;
        }

        @Override
        public String what() {
            return host.value();
        }
    }

    /** Streams a snapshot of one member into the run directory and checks its digest. */
    record TakeSnapshot(Target from) implements Step {
        @Override
        public Phase phase() {
            return Phase.BACKUP;
        }

        @Override
        public String what() {
            return "snapshot";
        }
    }

    /** Gets the tool's own client certificate, into the run's secret folder. */
    record IssueOperatorCertificate(CertificateRequest request) implements Step {
        @Override
        public Phase phase() {
            return Phase.STAGE;
        }

        @Override
        public String what() {
            return "operator";
        }
    }

    /**
     * Issues a member's certificate and puts it on its host, unused: {@code v<version>/} and the link {@code current}.
     *
     * @param owner of the files: the unit's user
     */
    record StageCertificate(
            MemberName member,
            HostName host,
            CertificateFolder folder,
            int version,
            CertificateRequest request,
            Delivery delivery)
            implements Step {
        @Override
        public Phase phase() {
            return Phase.STAGE;
        }

        @Override
        public String what() {
            return member.value();
        }
    }

    /** Where the key is born, and who owns the files on the host. */
    record Delivery(KeyOrigin keys, ServiceUser owner) {}

    /** Every member's host performs the real mTLS handshakes with every other's throw-away server, with the staged files. */
    record Rehearse(List<Site> sites, int clientPort, int peerPort) implements Step {
        public Rehearse {
            sites = List.copyOf(sites);
        }

        @Override
        public Phase phase() {
            return Phase.STAGE;
        }

        @Override
        public String what() {
            return "rehearsal";
        }

        /**
         * @param address the address that the others dial: the host of the member's peer URL
         * @param program the host's own etcd binary
         * @param peerHostName the DNS SAN that {@code peer-cert-allowed-hostname} will demand; empty where the version lacks the flag
         */
        public record Site(
                MemberName member,
                HostName host,
                String address,
                CertificateFolder folder,
                ServiceUser user,
                RehearsalProgram program) {}

        public record RehearsalProgram(String executable, String peerHostName) {}
    }

    /** Restarts a member so that it accepts TLS beside plaintext; its peer certificates are loaded, its peer listener stays http. */
    record AcceptTls(Target target, FileEdit edit) implements Step {
        @Override
        public Phase phase() {
            return Phase.ACCEPT;
        }

        @Override
        public String what() {
            return target.name().value();
        }
    }

    /** Waits until no plaintext client was seen for the quiet time and every declared consumer has proved TLS. */
    record TakeCensus(List<Target> members, List<ConsumerName> consumers, Duration quiet, Duration longest)
            implements Step {
        public TakeCensus {
            members = List.copyOf(members);
            consumers = List.copyOf(consumers);
        }

        @Override
        public Phase phase() {
            return Phase.CENSUS;
        }

        @Override
        public String what() {
            return "plaintext";
        }
    }

    /**
     * Closes plaintext on one member: {@code member update} to both schemes, restart with https listeners only, {@code member update} to
     * https.
     *
     * <p>An edit that sets nothing needs no restart: the process runs with it already and only the peer URLs are left to do.
     *
     * @param peerUrls as the raft store has them before, in their http form; when it has the https form alone, no {@code member update} is
     *     needed
     */
    record EnforceTls(Target target, FileEdit edit, List<PeerUrl> peerUrls) implements Step {
        public EnforceTls {
            peerUrls = List.copyOf(peerUrls);
        }

        /** The peer URLs while the member restarts: http and https of each, sorted as etcd keeps them. */
        public List<PeerUrl> bothUrls() {
            return Stream.concat(peerUrls.stream(), httpsUrls().stream())
                    .sorted()
                    .toList();
        }

        /** The peer URLs at the end, sorted as etcd keeps them. */
        public List<PeerUrl> httpsUrls() {
            return peerUrls.stream().map(url -> url.with(Scheme.HTTPS)).sorted().toList();
        }

        @Override
        public Phase phase() {
            return Phase.ENFORCE;
        }

        @Override
        public String what() {
            return target.name().value();
        }
    }

    /** Proves the end state, negative tests included. */
    record VerifyEndState(List<Target> members) implements Step {
        public VerifyEndState {
            members = List.copyOf(members);
        }

        @Override
        public Phase phase() {
            return Phase.VERIFY;
        }

        @Override
        public String what() {
            return "end-state";
        }
    }

    /** Removes what the migration left on a host: kept files. Nothing is restarted. */
    record RemoveLeftovers(HostName host, List<FilePath> paths) implements Step {
        public RemoveLeftovers {
            paths = List.copyOf(paths);
        }

        @Override
        public Phase phase() {
            return Phase.RETIRE;
        }

        @Override
        public String what() {
            return host.value();
        }
    }
}
