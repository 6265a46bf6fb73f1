package dev.etcdtls.architecture;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds at the very bottom of a sealed family: a family within the family is none itself. */
public final class SealedLeaves {
    private SealedLeaves() {}

    public static <T> Set<Class<? extends T>> of(Class<T> family) {
        return leaves(family).map(leaf -> leaf.<T>asSubclass(family)).collect(Collectors.toSet());
    }

    private static Stream<Class<?>> leaves(Class<?> kind) {
        return kind.isSealed()
                ? Stream.of(kind.getPermittedSubclasses()).flatMap(SealedLeaves::leaves)
                : Stream.of(kind);
    }
}
