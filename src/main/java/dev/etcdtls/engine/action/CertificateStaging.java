package dev.etcdtls.engine.action;

import dev.etcdtls.certificate.CertificateCheck;
import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.consumer.ClientPlace;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.port.CertificateIssuer;
import dev.etcdtls.port.CertificateIssuer.IssuedCertificate;
import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.port.HostFiles;
import dev.etcdtls.step.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Issues a certificate of a member or a client and puts it on its host, unused.
 *
 * <ol>
 *   <li>A set that lies there already and fits is taken as it is.
 *   <li>Else the key is made on the host and its request signed, or the issuer makes both; what came back is checked before it is pushed.
 *   <li>What lies on the host is read again, parsed and checked; only then {@code current} is pointed at it, by one rename.
 * </ol>
 *
 * <p>A version folder that {@code current} points to is never written: a running process may serve from it. Folders are root's, and the
 * service's group may read them: were they the service's own, whoever has taken the service could plant a link there, for root to write
 * through. The folder around a client's sets may be somebody else's, such as a container's mount: it is made when it is not there, and
 * never changed.
 */
final class CertificateStaging {
    private static final String FOLDER_MODE = "750";
    private static final String KEY_MODE = "600";
    private static final String CERTIFICATE_MODE = "644";

    private final Equipment equipment;
    private final Wanted step;
    private final Consumer<String> teller;
    private final HostFiles files;
    private final String address;

    /** What is wanted, and of whom in words. */
    record Wanted(
            String whose,
            HostName host,
            CertificateFolder folder,
            int version,
            CertificateRequest request,
            Step.Delivery delivery) {}

    /** @param teller hears what was done, in words */
    CertificateStaging(Equipment equipment, Wanted wanted, Consumer<String> teller) {
        this.equipment = equipment;
        this.step = wanted;
        this.teller = teller;
        this.files = equipment.world().hosts().files();
        this.address = "hosts/" + step.host() + step.folder().version(step.version());
    }

    static CertificateStaging of(Equipment equipment, Step.StageCertificate step) {
        Wanted wanted = new Wanted(
                step.member().value(), step.host(), step.folder(), step.version(), step.request(), step.delivery());
        return new CertificateStaging(equipment, wanted, fact -> equipment.tell(step, fact));
    }

    Performed perform() {
        List<CertificateSet> there = sets();
        if (there.stream().noneMatch(set -> problems(set).isEmpty())) {
            if (there.stream().anyMatch(CertificateSet::current)) {
                return new Performed.Failed(List.of(inUse()));
            }
            put();
        }
        CertificateSet staged = sets().stream().findFirst().orElseThrow(() -> new ProblemException(notThere()));
        List<Problem> problems = problems(staged);
        if (!problems.isEmpty()) {
            return new Performed.Failed(problems);
        }
        if (!staged.current()) {
            files.switchLink(step.host(), step.folder().current(), "v" + step.version())
                    .orThrow();
        }
        return new Evidence()
                .add("folder", step.folder().version(step.version()))
                .add("fingerprint", staged.leaf().fingerprint())
                .add("ends", staged.leaf().validity().to())
                .add(
                        "key",
                        staged.leaf().publicKey().kind() + ", "
                                + step.delivery().keys())
                .done();
    }

    /** The set of this step's version as it lies on the host now; none while it is not complete. */
    private List<CertificateSet> sets() {
        HostFacts facts = switch (equipment
                .world()
                .hosts()
                .look()
                .observe(step.host(), ClientPlace.on(equipment.inventory(), step.host()))
                .sight()) {
            case Sight.Seen<HostFacts>(HostFacts seen) -> seen;
            case Sight.Unseen<HostFacts>(Problem reason) -> throw new ProblemException(reason);
        };
        return facts.certificates(step.folder()).stream()
                .filter(set -> set.version() == step.version())
                .toList();
    }

    private void put() {
        FilePath folder = step.folder().version(step.version());
        ServiceUser rootAndGroup =
                new ServiceUser("root", step.delivery().owner().group());
        switch (step.folder().stem()) {
            case MEMBER ->
                files.makeFolder(step.host(), step.folder().base(), rootAndGroup, FOLDER_MODE)
                        .orThrow();
            case CLIENT -> {}
        }
        files.makeFolder(step.host(), folder, rootAndGroup, FOLDER_MODE).orThrow();
        IssuedCertificate issued = switch (step.delivery().keys()) {
            case HOST_BORN -> signed(step.folder().key(folder));
            case ISSUER_BORN -> issued(step.folder().key(folder));
        };
        write(step.folder().certificate(folder), issued.certificate(), CERTIFICATE_MODE);
        write(step.folder().trustedCa(folder), issued.trustedCa(), CERTIFICATE_MODE);
        teller.accept("certificate of " + step.whose() + " lies in " + folder + " on " + step.host());
    }

    private IssuedCertificate signed(FilePath key) {
        String request = equipment
                .world()
                .hosts()
                .keys()
                .createRequest(
                        step.host(),
                        key,
                        step.delivery().owner(),
                        step.request().commonName())
                .orThrow();
        CertificateIssuer issuer = equipment.world().issuer();
        return checked(issuer.sign(request, step.request()).orThrow());
    }

    private IssuedCertificate issued(FilePath key) {
        IssuedKeyPair pair = equipment.world().issuer().issue(step.request()).orThrow();
        IssuedCertificate certificate = checked(pair.certificate());
        write(key, pair.key().reveal(), KEY_MODE);
        return certificate;
    }

    private IssuedCertificate checked(IssuedCertificate issued) {
        List<Problem> problems = IssuedCheck.problems(issued, step.request(), now(), address);
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return issued;
    }

    private void write(FilePath path, String text, String mode) {
        files.write(step.host(), path, new HostFile(text, step.delivery().owner(), mode))
                .orThrow();
    }

    private List<Problem> problems(CertificateSet set) {
        List<Problem> problems =
                new ArrayList<>(CertificateCheck.problems(set.leaf(), set.trusted(), step.request(), now(), address));
        if (!set.keyMatches()) {
            problems.add(unfit("the key does not belong to the certificate"));
        }
        if (!set.access().mode().equals(KEY_MODE)
                || !set.access().owner().equals(step.delivery().owner())) {
            problems.add(unfit("the key is " + set.access().owner() + " "
                    + set.access().mode() + ", not " + step.delivery().owner() + " " + KEY_MODE));
        }
        return problems;
    }

    private Instant now() {
        return equipment.world().pacer().now();
    }

    private Problem inUse() {
        return unfit("the set that current points to does not fit, and a process may serve from it");
    }

    private Problem notThere() {
        return unfit("no complete certificate set is there after it was written");
    }

    private Problem unfit(String summary) {
        return new Problem(
                ErrorCode.CERTIFICATE_UNFIT, address, summary, "look at the folder on the host, then plan again");
    }
}
