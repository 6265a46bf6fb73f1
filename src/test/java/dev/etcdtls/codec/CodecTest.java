package dev.etcdtls.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.architecture.SealedLeaves;
import dev.etcdtls.config.ConfigStyle;
import dev.etcdtls.event.Event;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.plan.Goal;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CodecTest {
    /** Written by the first release; what it says must be readable for ever. */
    private static final Path STORED_WAY_BACK = Path.of("src/test/resources/codec/plan-format-1-revert.json");

    private static final Path STORED_PLAN = Path.of("src/test/resources/codec/plan-format-1.json");

    /** With the steps for consumers, of which the other two know nothing. */
    private static final Path STORED_CONSUMERS = Path.of("src/test/resources/codec/plan-format-1-consumers.json");

    private static final Path STORED_STYLES = Path.of("src/test/resources/codec/styles-format-1.jsonl");

    private static final Path STORED_JOURNAL = Path.of("src/test/resources/codec/journal-format-1.jsonl");

    @Test
    void everyKindHasASample() {
        hasASampleOfEach(
                Step.class,
                Stream.of(CodecSamples.steps(), CodecSamples.stepsBack(), CodecSamples.stepsForConsumers())
                        .flatMap(List::stream)
                        .toList());
        hasASampleOfEach(JournalEntry.class, CodecSamples.entries());
        hasASampleOfEach(Event.class, CodecSamples.events());
        hasASampleOfEach(Goal.class, CodecSamples.goals());
        hasASampleOfEach(ConfigStyle.class, CodecSamples.styles());
    }

    @Test
    void everythingReadsBackTheSame() {
        CodecSamples.entries()
                .forEach(entry ->
                        assertThat(JournalCodec.read(JournalCodec.write(entry))).isEqualTo(entry));
        CodecSamples.events()
                .forEach(event ->
                        assertThat(EventCodec.read(EventCodec.write(event))).isEqualTo(event));
        CodecSamples.goals().stream()
                .map(CodecSamples::plan)
                .forEach(plan ->
                        assertThat(PlanCodec.read(PlanCodec.write(plan))).isEqualTo(plan));
    }

    @Test
    void whatWasStoredStaysReadable() throws IOException {
        Plan plan = CodecSamples.plan(new Goal.MutualTls());
        String entries = String.join(
                "\n", CodecSamples.entries().stream().map(JournalCodec::write).toList());

        assertThat(PlanCodec.read(Files.readString(STORED_PLAN))).isEqualTo(plan);
        assertThat(PlanCodec.write(plan)).isEqualTo(Files.readString(STORED_PLAN));
        assertThat(entries).isEqualTo(Files.readString(STORED_JOURNAL).strip());
    }

    @Test
    void aStoredWayBackStaysReadable() throws IOException {
        Plan plan = CodecSamples.plan(CodecSamples.back());

        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(STORED_WAY_BACK, PlanCodec.write(plan));
        }
        assertThat(PlanCodec.read(Files.readString(STORED_WAY_BACK))).isEqualTo(plan);
        assertThat(PlanCodec.write(plan)).isEqualTo(Files.readString(STORED_WAY_BACK));
    }

    @Test
    void aStoredPlanWithConsumersStaysReadable() throws IOException {
        Plan plan = CodecSamples.planForConsumers();

        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(STORED_CONSUMERS, PlanCodec.write(plan));
        }
        assertThat(PlanCodec.read(Files.readString(STORED_CONSUMERS))).isEqualTo(plan);
        assertThat(PlanCodec.write(plan)).isEqualTo(Files.readString(STORED_CONSUMERS));
    }

    @Test
    void storedStylesStayReadable() throws IOException {
        List<String> stored = Files.readAllLines(STORED_STYLES);
        List<ConfigStyle> styles = CodecSamples.styles();

        assertThat(stored.stream()
                        .map(line -> Fields.of(Json.parse(line), "style", StyleForm::style))
                        .toList())
                .isEqualTo(styles);
        assertThat(styles.stream().map(StyleForm::style).map(Json::line).toList())
                .isEqualTo(stored);
    }

    @Test
    void theDigestIsOverMeaningAndNotOverLayout() {
        Plan plan = CodecSamples.plan(new Goal.MutualTls());
        String squeezed = Json.canonical(Json.parse(PlanCodec.write(plan)));

        assertThat(PlanCodec.canonical(plan)).doesNotContain("\n", "\": ").startsWith("{\"baseline\":");
        assertThat(PlanCodec.read(squeezed)).isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.77.0.11:2380 | 10.77.0.12:2380 | PLAN_ALTERED | the plan was changed after it was made",
                "\"notices\" | \"comments\" | PLAN_ALTERED | the plan was changed after it was made",
                "\"format\" : 1 | \"format\" : 2 | PLAN_UNREADABLE | it has format 2, and this release reads format 1",
                "\"plan\" | \"plans\" | PLAN_UNREADABLE | the file has no field 'plan'",
                "\"digest\" | \"digest\" : 1, \"digest\" | PLAN_UNREADABLE | not JSON: ",
            })
    void refusesAPlanThatWasTouched(String from, String to, ErrorCode code, String message) {
        String text = PlanCodec.write(CodecSamples.plan(new Goal.MutualTls())).replaceFirst(from, to);

        assertThatThrownBy(() -> PlanCodec.read(text, "old/plan.json"))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(code + " at old/plan.json: ")
                .hasMessageContaining(message);
    }

    /** An edit whose digest was made again is for the reader's grammar, and after that for the fresh plan of apply. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"keep-files\" | \"keep-file\" | the file.plan.steps[0] has the unknown kind 'keep-file'",
                "\"notices\" | \"comments\" | the file.plan has no field 'notices'",
                "\"acceptOutage\" : true | \"acceptOutage\" : \"true\" | options.acceptOutage is not true or false",
                "\"acceptOutage\" : true | \"more\" : 1, \"acceptOutage\" : true | options has the unknown field 'more'",
                "http://10.77.0.11:2380 | http://10.77.0.11:2380/ | expected host:port, found '10.77.0.11:2380/'",
            })
    void refusesAForgedDigestByGrammar(String from, String to, String message) {
        String written = PlanCodec.write(CodecSamples.plan(new Goal.MutualTls()));
        String edited = written.replace(from, to);
        String forged = edited.replaceFirst(
                "[0-9a-f]{64}", digestOf(Json.canonical(Json.parse(edited).get("plan"))));

        assertThatThrownBy(() -> PlanCodec.read(forged))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("PLAN_UNREADABLE")
                .hasMessageContaining(message);
    }

    private static String digestOf(String text) {
        return dev.etcdtls.model.Digest.of(text).sha256();
    }

    private static void hasASampleOfEach(Class<?> sealed, List<?> samples) {
        Set<Class<?>> kinds = Set.copyOf(SealedLeaves.of(sealed));
        assertThat(samples.stream().<Class<?>>map(Object::getClass).distinct().toList())
                .containsExactlyInAnyOrderElementsOf(kinds);
    }
}
