package dev.etcdtls.model;

/** A member's own name, as it publishes it ({@code --name}); a label for people, never an identity: see {@link MemberId}. */
public record MemberName(String value) implements Comparable<MemberName> {
    public MemberName {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a member's name must not be empty");
        }
    }

    @Override
    public int compareTo(MemberName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
