package dev.etcdtls.port;

import dev.etcdtls.model.ServiceUser;

/**
 * A small text file on a host with its owner and octal mode ({@code 600}). It may hold a secret and prints without its text.
 */
public record HostFile(String text, ServiceUser owner, String mode) {
    @Override
    public String toString() {
        return "HostFile[" + text.length() + " characters, " + owner + ", " + mode + "]";
    }
}
