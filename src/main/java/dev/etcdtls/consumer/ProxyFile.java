package dev.etcdtls.consumer;

import dev.etcdtls.model.FilePath;

/** A file that a proxy needs; there is no secret in it. */
public record ProxyFile(FilePath path, String text, String mode) {}
