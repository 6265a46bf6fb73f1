package dev.etcdtls.model;

import java.util.regex.Pattern;

/** User and group that a unit's process runs as; owner of its keys. */
public record ServiceUser(String user, String group) {
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}");

    public ServiceUser {
        if (!GRAMMAR.matcher(user).matches() || !GRAMMAR.matcher(group).matches()) {
            throw new IllegalArgumentException("not a user and group: '" + user + ":" + group + "'");
        }
    }

    @Override
    public String toString() {
        return user + ":" + group;
    }
}
