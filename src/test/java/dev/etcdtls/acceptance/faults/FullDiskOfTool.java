package dev.etcdtls.acceptance.faults;

import dev.etcdtls.step.Phase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The machine that runs the tool has no space left for the journal. Its runs lie on a file system of their own for this. */
record FullDiskOfTool() implements Fault {
    private static final int BLOCK = 4_096;

    @Override
    public String words() {
        return "the tool's disk is full";
    }

    @Override
    public Moment moment() {
        return new Moment(Phase.ACCEPT, 0, Moment.Sign.STARTED);
    }

    /** Writes until no byte more goes in, and touches nothing but the file system of the runs. */
    @Override
    public void strike(Scene scene) {
        for (int size : new int[] {BLOCK, 1}) {
            try (OutputStream out = Files.newOutputStream(filler(scene, size))) {
                while (true) {
                    out.write(new byte[size]);
                    out.flush();
                }
            } catch (IOException _) {
                // This is what was wanted.
            }
        }
    }

    @Override
    public Optional<String> seen(Scene scene) {
        try {
            long free = Files.getFileStore(scene.runs()).getUsableSpace();
            return Optional.of(free + " bytes are free below " + scene.runs().getFileName())
                    .filter(_ -> free == 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void mend(Scene scene) {
        try {
            Files.deleteIfExists(filler(scene, BLOCK));
            Files.deleteIfExists(filler(scene, 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path filler(Scene scene, int size) {
        return scene.runs().resolve("filler-" + size);
    }
}
