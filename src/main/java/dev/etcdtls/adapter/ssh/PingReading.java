package dev.etcdtls.adapter.ssh;

import dev.etcdtls.port.ConsumerProbe.PingGap;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ping -D} printed. */
final class PingReading {
    private static final Pattern ANSWER =
            Pattern.compile("\\[(\\d+)\\.(\\d{6})] \\d+ bytes from .* icmp_seq=(\\d+) .*");
    private static final Pattern SUMMARY = Pattern.compile("(\\d+) packets transmitted, .*");

    private PingReading() {}

    /** Without a summary, as of one that was killed, the last answer is taken for the last packet. */
    static PingGap of(String said) {
        SortedSet<Integer> answered = new TreeSet<>();
        int sent = 0;
        long last = 0;
        long longest = 0;
        for (String line : said.lines().toList()) {
            Matcher answer = ANSWER.matcher(line);
            Matcher summary = SUMMARY.matcher(line);
            if (answer.matches()) {
                long at = Long.parseLong(answer.group(1)) * 1_000_000 + Long.parseLong(answer.group(2));
                longest = last == 0 ? 0 : Math.max(longest, at - last);
                last = at;
                answered.add(Integer.parseInt(answer.group(3)));
                sent = Math.max(sent, answered.last());
            } else if (summary.matches()) {
                sent = Math.max(sent, Integer.parseInt(summary.group(1)));
            }
        }
        return new PingGap(sent, answered.size(), Duration.ofNanos(longest * 1000));
    }
}
