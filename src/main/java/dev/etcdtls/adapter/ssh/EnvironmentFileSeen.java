package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.observation.EtcdService.ConfigFile;
import java.util.Optional;

/** An environment file of a unit as it was found on the host. */
record EnvironmentFileSeen(String path, ConfigFile content) {
    /** Words: path, owner, group, mode, text in base64. */
    static EnvironmentFileSeen parse(String line) {
        String[] words = line.split(" ");
        return new EnvironmentFileSeen(
                words[0], new ConfigFile(HostReport.unpack(words[4]), new ServiceUser(words[1], words[2]), words[3]));
    }

    /** Why it cannot be edited; empty when it can. Bytes that are no UTF-8 would not come back as they were. */
    Optional<String> obstacle() {
        if (content.text().indexOf('\uFFFD') >= 0) {
            return Optional.of("its environment file " + path + " is not UTF-8 text");
        }
        return FilePath.isPlain(path)
                ? Optional.empty()
                : Optional.of("its environment file has an unusual path, '" + path + "'");
    }
}
