package dev.etcdtls.adapter.ssh;

import com.jcraft.jsch.HostKey;
import dev.etcdtls.model.Digest;
import java.util.Base64;
import java.util.HexFormat;

/** The SHA-256 of an SSH host key as it goes over the wire, which is what {@code ssh-keygen -l} shows. */
record HostKeyDigest(String type, Digest digest) {
    static HostKeyDigest of(HostKey key) {
        return new HostKeyDigest(key.getType(), Digest.of(Base64.getDecoder().decode(key.getKey())));
    }

    /** In OpenSSH's form: {@code ssh-ed25519 SHA256:…}. */
    @Override
    public String toString() {
        byte[] bytes = HexFormat.of().parseHex(digest.sha256());
        return type + " SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
