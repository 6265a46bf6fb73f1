package dev.etcdtls.report;

import dev.etcdtls.model.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Results as JSON for {@code --output json}: maps, lists and texts in the order in which they were put. */
public final class JsonText {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonText() {}

    /** An object with its keys in the given order, ending with a newline. */
    public static String of(Map<String, ?> object) {
        return MAPPER.writeValueAsString(object) + "\n";
    }

    /** Problems with the exit code that they gave. */
    public static String of(List<Problem> problems, int exitCode) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("exitCode", exitCode);
        object.put("problems", problemsOf(problems));
        return of(object);
    }

    static List<Map<String, String>> problemsOf(List<Problem> problems) {
        return problems.stream()
                .map(problem -> {
                    Map<String, String> object = new LinkedHashMap<>();
                    object.put("code", problem.code().name());
                    object.put("address", problem.address());
                    object.put("summary", problem.summary());
                    object.put("nextAction", problem.nextAction());
                    object.put("runbook", ProblemText.runbook(problem.code()));
                    return object;
                })
                .toList();
    }
}
