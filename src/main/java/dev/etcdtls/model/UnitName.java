package dev.etcdtls.model;

import java.util.regex.Pattern;

/** A systemd unit, with its suffix ({@code etcd.service}). Its grammar keeps it safe inside a command line. */
public record UnitName(String value) {
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9:_.@-]{1,200}\\.(service|timer|path|socket)");

    public UnitName {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a unit name with its suffix: '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
