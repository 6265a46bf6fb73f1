package dev.etcdtls.simulation;

import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.port.HostFile;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The file system of a host: text files, folders with owner and mode, symbolic links. */
final class SimulatedFiles {
    private final SortedMap<String, HostFile> files = new TreeMap<>();
    private final SortedMap<String, String> folders = new TreeMap<>();
    private final SortedMap<String, String> links = new TreeMap<>();

    Optional<HostFile> read(String path) {
        return Optional.ofNullable(files.get(resolve(path)));
    }

    Optional<String> text(String path) {
        return read(path).map(HostFile::text);
    }

    void write(String path, HostFile file) {
        files.put(resolve(path), file);
    }

    void makeFolder(String path, ServiceUser owner, String mode) {
        folders.put(resolve(path), owner + " " + mode);
    }

    void link(String path, String target) {
        links.put(path, target);
    }

    Optional<String> target(String link) {
        return Optional.ofNullable(links.get(link));
    }

    /** Removes a path and everything below it. */
    void remove(String path) {
        String below = path + "/";
        for (SortedMap<String, ?> kind : List.of(files, folders, links)) {
            kind.keySet().removeIf(key -> key.equals(path) || key.startsWith(below));
        }
    }

    /** Every private key, by its path. */
    SortedMap<String, HostFile> keys() {
        SortedMap<String, HostFile> keys = new TreeMap<>(files);
        keys.values().removeIf(file -> !file.text().contains("PRIVATE KEY"));
        return keys;
    }

    boolean exists(String path) {
        String real = resolve(path);
        return files.containsKey(real)
                || folders.containsKey(real)
                || links.containsKey(path)
                || files.keySet().stream().anyMatch(key -> key.startsWith(real + "/"));
    }

    /** Every path with what lies there, for comparisons of before and after. */
    SortedMap<String, String> snapshot() {
        SortedMap<String, String> all = new TreeMap<>();
        folders.forEach((path, access) -> all.put(path + "/", access));
        links.forEach((path, target) -> all.put(path, "-> " + target));
        files.forEach((path, file) -> all.put(path, file.owner() + " " + file.mode() + "\n" + file.text()));
        return all;
    }

    /** The path with links followed, wherever in it they stand. */
    private String resolve(String path) {
        StringBuilder real = new StringBuilder();
        for (String part : path.substring(1).split("/")) {
            real.append('/').append(part);
            String target = links.get(real.toString());
            if (target != null) {
                real.setLength(real.lastIndexOf("/") + 1);
                real.append(target);
            }
        }
        return real.toString();
    }
}
