package dev.etcdtls.engine.action;

import dev.etcdtls.config.ConfigEditor;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.port.HostFiles;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Move;
import dev.etcdtls.step.Step;
import java.util.List;
import java.util.Optional;

/** The files of a move. Each must be as the plan saw it, or as the plan wants it; else nothing is written. */
final class ConsumerFiles {
    private final Equipment equipment;
    private final Step step;
    private final Move move;

    private record Pending(FilePath path, HostFile file) {}

    ConsumerFiles(Equipment equipment, Step step, Move move) {
        this.equipment = equipment;
        this.step = step;
        this.move = move;
    }

    /** Every file is as the move wants it afterwards; all of them are looked at before the first one is written. */
    void write() {
        List<Pending> pending =
                move.edits().stream().flatMap(edit -> pending(edit).stream()).toList();
        for (Pending one : pending) {
            files().write(move.host(), one.path(), one.file()).orThrow();
            equipment.tell(step, one.path() + " on " + move.host() + " is edited");
        }
    }

    private Optional<Pending> pending(FileEdit edit) {
        FilePath path = edit.style().path();
        HostFile file = files().read(move.host(), path).orThrow().orElseThrow(() -> moved(path, "is gone"));
        Digest found = Digest.of(file.text());
        if (found.equals(edit.after())) {
            return Optional.empty();
        }
        if (!found.equals(edit.before())) {
            throw moved(path, "is not as the plan saw it");
        }
        String text = ConfigEditor.edit(edit.style(), file.text(), edit.set());
        if (!Digest.of(text).equals(edit.after())) {
            throw moved(path, "would not become what the plan shows");
        }
        return Optional.of(new Pending(path, new HostFile(text, file.owner(), file.mode())));
    }

    private HostFiles files() {
        return equipment.world().hosts().files();
    }

    private ProblemException moved(FilePath path, String what) {
        return new ProblemException(new Problem(
                ErrorCode.WORLD_MOVED,
                "hosts/" + move.host() + path,
                "the file " + what,
                "see who changed it, then plan again"));
    }
}
