package dev.etcdtls.lab;

import java.nio.charset.StandardCharsets;

/** A file for a host: where, which mode (such as 0600), and its text. Its owner is root until somebody changes it. */
record HostFile(String path, int mode, String text) {

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
