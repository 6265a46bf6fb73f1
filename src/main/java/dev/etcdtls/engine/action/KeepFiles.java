package dev.etcdtls.engine.action;

import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.observation.KeptFile;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.port.HostFiles;
import dev.etcdtls.step.Step;

/** Copies the files that will change, on their own host. A copy that is there stays: it is the older, and so the right one. */
final class KeepFiles {
    private static final ServiceUser ROOT = new ServiceUser("root", "root");

    private final Equipment equipment;

    KeepFiles(Equipment equipment) {
        this.equipment = equipment;
    }

    Performed perform(Step.KeepFiles step) {
        HostFiles files = equipment.world().hosts().files();
        Evidence evidence = new Evidence().add("folder", step.folder());
        files.makeFolder(step.host(), step.folder(), ROOT, "700").orThrow();
        for (FilePath file : step.files()) {
            FilePath copy = KeptFile.copyOf(step.folder(), file);
            files.keepCopy(step.host(), file, copy).orThrow();
            HostFile kept = files.read(step.host(), copy).orThrow().orElseThrow(() -> missing(step, copy));
            evidence.add("kept " + file, "sha256 " + Digest.of(kept.text()));
        }
        return evidence.done();
    }

    private static ProblemException missing(Step.KeepFiles step, FilePath copy) {
        return new ProblemException(new Problem(
                ErrorCode.STEP_FAILED,
                "hosts/" + step.host() + copy,
                "the kept copy is not there after it was written",
                "look at the file system of the host, then resume"));
    }
}
