package dev.etcdtls.plan;

import dev.etcdtls.config.ConfigEditor;
import dev.etcdtls.model.Digest;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.step.FileEdit;
import java.util.SortedMap;

/** Edits of the configuration files that were seen. */
final class FileEdits {
    private FileEdits() {}

    static FileEdit of(EtcdService service, SortedMap<String, String> set) {
        String before = service.file().text();
        String after = ConfigEditor.edit(service.style(), before, set);
        return new FileEdit(
                service.style(),
                set,
                Digest.of(before),
                Digest.of(after),
                ConfigEditor.diff(service.style().path().value(), before, after));
    }
}
