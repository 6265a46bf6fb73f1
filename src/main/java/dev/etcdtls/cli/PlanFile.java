package dev.etcdtls.cli;

import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.report.PlanMarkdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plan on disk: {@code plan.json}, and beside it {@code plan.md} for people. */
final class PlanFile {
    private static final String NAME = "plan.json";

    private PlanFile() {}

    /**
     * Reads a plan.
     *
     * @param given the file or its folder
     */
    static Plan read(Path given) {
        Path file = Files.isDirectory(given) ? given.resolve(NAME) : given;
        try {
            return PlanCodec.read(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ErrorCode.PLAN_UNREADABLE,
                            file.toString(),
                            "there is no plan that can be read (" + e + ")",
                            "make one with: etcd-tls plan"),
                    e);
        }
    }

    /** Writes both forms into a folder, which is made when it is not there; gives the path of the plan. */
    static Path write(Plan plan, Path folder) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(NAME);
            Files.writeString(file, PlanCodec.write(plan));
            Files.writeString(folder.resolve("plan.md"), PlanMarkdown.of(plan, PlanCodec.digest(plan)));
            return file;
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ErrorCode.FLAG_INVALID,
                            folder.toString(),
                            "the plan cannot be written there (" + e + ")",
                            "name a folder that can be written with --out"),
                    e);
        }
    }
}
