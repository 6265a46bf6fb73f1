package dev.etcdtls.cli;

/** The form of the result on stdout. */
enum Output {
    TEXT,
    JSON
}
