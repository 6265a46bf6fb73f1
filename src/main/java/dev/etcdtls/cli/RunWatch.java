package dev.etcdtls.cli;

import dev.etcdtls.adapter.journalfile.RunDirectory;
import dev.etcdtls.codec.EventCodec.Told;
import dev.etcdtls.report.LiveRun;
import dev.etcdtls.report.ProgressLines;
import java.io.Console;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Watches the process that is at work on a run, from its folder's files, until that process has ended: on a terminal as a screen that is
 * drawn anew every second, elsewhere as one line for each thing that the run tells.
 */
final class RunWatch {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_REST = "\u001b[J";

    private final Main main;
    private final RunDirectory directory;

    RunWatch(Main main, RunDirectory directory) {
        this.main = main;
        this.directory = directory;
    }

    void untilItEnds() {
        LiveRun live = look();
        if (live.worker().isEmpty()) {
            main.voice().tell("nobody is at work on run " + directory.id());
            return;
        }
        if (isScreen()) {
            redraw(live);
        } else {
            tell(live);
        }
    }

    private void redraw(LiveRun first) {
        Voice voice = main.voice();
        voice.out().print(HOME + CLEAR_REST);
        for (LiveRun live = first; live.worker().isPresent(); live = look()) {
            String screen = live.text(Instant.now()).replace("\n", CLEAR_LINE + "\n");
            voice.out().print(HOME + screen + CLEAR_REST);
            voice.out().flush();
            rest();
        }
        voice.out().print(HOME + CLEAR_REST);
    }

    /** Lines go to stderr, the story; the last look is the result. */
    private void tell(LiveRun first) {
        Voice voice = main.voice();
        ProgressLines lines = new ProgressLines(first.status().plan());
        // What was told before is known to the lines, and not told again.
        first.events().forEach(told -> lines.of(told.event()));
        voice.tell(TIME.format(Instant.now()) + "  " + first.state());
        int known = first.events().size();
        LiveRun live = first;
        while (live.worker().isPresent()) {
            rest();
            live = look();
            for (Told told : live.events()
                    .subList(
                            Math.min(known, live.events().size()), live.events().size())) {
                lines.of(told.event()).forEach(line -> voice.tell(TIME.format(told.at()) + "  " + line));
            }
            known = live.events().size();
        }
    }

    private LiveRun look() {
        return RunFinder.live(directory, main.flags());
    }

    private boolean isScreen() {
        Console console = System.console();
        return main.flags().output == Output.TEXT && console != null && console.isTerminal();
    }

    private static void rest() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
