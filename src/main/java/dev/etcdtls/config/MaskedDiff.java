package dev.etcdtls.config;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A unified diff that is made on the real lines and written with masked ones, so that a changed secret is seen to change and not what it is.
 */
final class MaskedDiff {
    private static final String SECRET_WORD = "[A-Za-z0-9_.-]*(?:password|token|secret)[A-Za-z0-9_.-]*";
    /** {@code KEY=value} and {@code key: value} to the end of the line, behind a comment sign or {@code export} too. */
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?i)^([\\s#;-]*(?:export\\s+)?[\"']?" + SECRET_WORD + "[\"']?\\s*[:=]\\s*)\\S.*$");

    /** Without one of these words a line is no secret. */
    private static final Pattern WORD = Pattern.compile("(?i)password|token|secret");

    /** {@code --flag=value} and {@code --flag value} anywhere in a line. */
    private static final Pattern FLAG = Pattern.compile("(?i)(--?" + SECRET_WORD + "[= ])[^\\s\"']+");

    /** {@code KEY=value} as a word of {@code Environment=}; behind one the rest of the line may still be its value. */
    private static final Pattern WORD_OF_UNIT = Pattern.compile("(?i)^(\\s*Environment\\s*=(?:.*?[\\s\"'])?(?!-)"
            + SECRET_WORD + "=|\\s+[\"']?(?!-)" + SECRET_WORD + "=).*$");

    /** A flag or the name of a variable whose value stands in the next line. */
    private static final Pattern NAME_ALONE = Pattern.compile("(?i)^(?:.*[\\s\"'])?(?:--?" + SECRET_WORD
            + "|name:\\s*[\"']?" + SECRET_WORD + ")[\"']?\\s*(?:\\\\|#.*)?$");

    private static final int LINES_AROUND = 3;

    private MaskedDiff() {}

    static String of(String path, String before, String after) {
        List<String> oldLines = before.lines().toList();
        List<String> newLines = after.lines().toList();
        List<String> oldMasked = mask(oldLines);
        List<String> newMasked = mask(newLines);
        Patch<String> masked = new Patch<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(oldLines, newLines).getDeltas()) {
            masked.addDelta(
                    new ChangeDelta<>(chunk(delta.getSource(), oldMasked), chunk(delta.getTarget(), newMasked)));
        }
        List<String> lines =
                UnifiedDiffUtils.generateUnifiedDiff("a" + path, "b" + path, oldMasked, masked, LINES_AROUND);
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static Chunk<String> chunk(Chunk<String> real, List<String> masked) {
        int from = real.getPosition();
        return new Chunk<>(from, masked.subList(from, from + real.size()));
    }

    /** Masks line by line; a secret value that goes on in the next line takes that line with it. */
    private static List<String> mask(List<String> lines) {
        List<String> masked = new ArrayList<>();
        boolean secretGoesOn = false;
        boolean inQuotes = false;
        for (String line : lines) {
            boolean hasWord = WORD.matcher(line).find();
            boolean isSecret = secretGoesOn
                    || hasWord
                            && (ASSIGNMENT.matcher(line).matches()
                                    || WORD_OF_UNIT.matcher(line).matches());
            if (secretGoesOn) {
                masked.add("***");
            } else if (!hasWord) {
                masked.add(line);
            } else {
                String assigned = WORD_OF_UNIT
                        .matcher(ASSIGNMENT.matcher(line).replaceAll("$1***"))
                        .replaceAll("$1***");
                masked.add(FLAG.matcher(assigned).replaceAll("$1***"));
            }
            inQuotes = isSecret && (inQuotes ^ (quotes(line) % 2 == 1));
            boolean isNamed = hasWord && NAME_ALONE.matcher(line).matches();
            secretGoesOn = isNamed || isSecret && (inQuotes || line.endsWith("\\"));
        }
        return masked;
    }

    private static long quotes(String line) {
        return line.chars().filter(c -> c == '"').count();
    }
}
