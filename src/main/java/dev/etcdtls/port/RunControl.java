package dev.etcdtls.port;

/** What people ask of a run while it works, from other terminals and by signals. */
public interface RunControl {
    /** What was asked last. Asked for often, from several threads; never waits. */
    Wish wish();

    /** Nobody asks for anything. */
    RunControl NOBODY = Wish.None::new;

    /** Something that a person wants of a run. {@code by} says who, in words. */
    sealed interface Wish {
        record None() implements Wish {}

        /** Rest at the next resting state, and wait there. */
        record Pause(String by) implements Wish {}

        /**
         * Go on: takes a pause back, and is the yes to the question that it names.
         *
         * @param name of the wait that it ends; empty when it only takes back a pause
         */
        record Continue(String name, String by) implements Wish {}

        /** Drive to the nearest resting state, and end there. */
        record Abort(String by) implements Wish {}
    }

    /** Whether the run is wanted to rest, for a while or for good. */
    default boolean restAsked() {
        return switch (wish()) {
            case Wish.Pause _, Wish.Abort _ -> true;
            case Wish.None _, Wish.Continue _ -> false;
        };
    }
}
