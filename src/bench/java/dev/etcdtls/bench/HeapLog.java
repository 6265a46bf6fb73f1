package dev.etcdtls.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The collector's own log of a JVM: the most heap that was in use, as the collector saw it before a collection or at the JVM's end. */
record HeapLog(Path file) {
    /** {@code GC(3) Pause Young (Allocation Failure) 75M->9M(247M) 8.123ms}. */
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\)");
    /** {@code DefNew total 78656K, used 36513K [...}: what was in use at the end. */
    private static final Pattern AT_THE_END = Pattern.compile("total \\d+K, used (\\d+)K");

    /** What a JVM must be told so that it writes this log. */
    Map<String, String> environment() {
        return Map.of("JDK_JAVA_OPTIONS", "-Xlog:gc,gc+exit:file=" + file);
    }

    /** In megabytes, rounded up. */
    long peakMegabytes() {
        return peakMegabytes(lines());
    }

    static long peakMegabytes(List<String> lines) {
        long peak = 0;
        long atTheEnd = 0;
        for (String line : lines) {
            Matcher collection = COLLECTION.matcher(line);
            if (collection.find()) {
                peak = Math.max(peak, Long.parseLong(collection.group(1)));
            }
            Matcher end = AT_THE_END.matcher(line);
            if (end.find()) {
                atTheEnd += Long.parseLong(end.group(1));
            }
        }
        return Math.max(peak, (atTheEnd + 1023) / 1024);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
