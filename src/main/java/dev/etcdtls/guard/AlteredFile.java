package dev.etcdtls.guard;

import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.step.FileEdit;
import java.util.List;

/** An edit of a file that is not the one the plan shows: somebody else's change would be overwritten or activated. */
final class AlteredFile {
    private AlteredFile() {}

    /**
     * The file must be as it was planned and in force; or as the edit makes it, which is what a step leaves behind that did not come to
     * its restart.
     */
    static List<Problem> problems(SeatedMember seat, FileEdit edit) {
        Digest now = Digest.of(seat.service().file().text());
        if (now.equals(edit.before())) {
            return PendingChanges.problems(seat);
        }
        if (now.equals(edit.after())) {
            return PendingChanges.problemsOfUnitAndProgram(seat);
        }
        return List.of(altered(seat, edit));
    }

    /**
     * The same for a file that gets back what it had. The run that is taken back may have died between its edit and its restart, so the file
     * may say more than what is in force; but only of what this very restart sets.
     */
    static List<Problem> problemsOfRestoration(SeatedMember seat, FileEdit edit) {
        Digest now = Digest.of(seat.service().file().text());
        if (!now.equals(edit.before()) && !now.equals(edit.after())) {
            return List.of(altered(seat, edit));
        }
        return PendingChanges.problemsBut(seat, edit.set().keySet());
    }

    private static Problem altered(SeatedMember seat, FileEdit edit) {
        return new Problem(
                ErrorCode.WORLD_MOVED,
                Place.of(seat.host()),
                edit.style().path() + " is neither as the plan saw it nor as the plan would make it",
                "see who changed it, then plan again");
    }
}
