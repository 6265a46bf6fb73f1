package dev.etcdtls.lab;

import java.nio.file.Path;
import java.util.List;

/**
 * A Go module of this checkout and the programs that the lab builds from it. Its {@code go.sum} pins what is downloaded,
 * so that a build has no choice of its own.
 */
record GoComponent(Path folder, Linking linking, List<Program> programs) {

    GoComponent {
        programs = List.copyOf(programs);
    }

    /** The folder's name, such as {@code flannel-0.28.9}. */
    String name() {
        return folder.getFileName().toString();
    }

    /** A component of this checkout's own, with one program. */
    static GoComponent own(Path folder, String file) {
        return new GoComponent(folder, Linking.PURE_GO, List.of(new Program(file, ".", "", List.of(), "")));
    }

    /** Both make programs that bring all they need: a host may have another C library than this machine. */
    enum Linking {
        /** No C at all. */
        PURE_GO,
        /** Parts in C, linked into the program. */
        STATIC_C
    }

    /**
     * @param file the executable's name
     * @param mainPackage the package to build; {@code .} is the module itself
     * @param linkerFlags what the linker is told, such as the version that the program shall tell
     * @param question the arguments that make the program tell its version; empty: it has none
     * @param answer the line that it must tell then
     */
    record Program(String file, String mainPackage, String linkerFlags, List<String> question, String answer) {
        Program {
            question = List.copyOf(question);
        }
    }
}
