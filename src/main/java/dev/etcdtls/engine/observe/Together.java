package dev.etcdtls.engine.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Asks several at once and gives the answers in the order of the asked. */
public final class Together {
    private Together() {}

    /** One virtual thread for each; waits for all of them. The first exception, in the order of the asked, is thrown on. */
    public static <A, B> List<B> ask(List<A> asked, Function<A, B> question) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return answers(threads, asked, question);
        }
    }

    /** As {@link #ask(List, Function)}, so many at a time. */
    public static <A, B> List<B> ask(List<A> asked, int most, Function<A, B> question) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(most, Thread.ofVirtual().factory())) {
            return answers(threads, asked, question);
        }
    }

    private static <A, B> List<B> answers(ExecutorService threads, List<A> asked, Function<A, B> question) {
        try {
            List<Future<B>> answers = asked.stream()
                    .map(one -> threads.submit(() -> question.apply(one)))
                    .toList();
            List<B> all = new ArrayList<>();
            for (Future<B> answer : answers) {
                all.add(answer.get());
            }
            return List.copyOf(all);
        } catch (InterruptedException e) {
            throw new Interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            throw new IllegalStateException("a question failed", e.getCause());
        }
    }
}
