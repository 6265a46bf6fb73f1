package dev.etcdtls.config;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;

/** How an edit is refused: a file whose shape the editor cannot keep byte for byte is left to a person. */
final class Uneditable {
    private Uneditable() {}

    /**
     * The refusal.
     *
     * @param why one sentence that goes on after "it cannot be edited safely: "
     */
    static ProblemException because(FilePath path, String why) {
        return new ProblemException(new Problem(
                ErrorCode.STYLE_UNSUPPORTED,
                path.value(),
                "it cannot be edited safely: " + why,
                "make the change by hand or bring the place into a plain form, restart its service, then plan again"));
    }
}
