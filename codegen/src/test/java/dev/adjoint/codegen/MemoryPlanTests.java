package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.CompilationException;
import dev.adjoint.api.backend.MemoryMap;
import dev.adjoint.api.backend.MemoryUse;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.emit.GeneratedSource;
import dev.adjoint.codegen.emit.ProgramEmitter;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.emit.Team;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.MemoryPlan;
import dev.adjoint.codegen.schedule.Schedule;
import dev.adjoint.testkit.program.RandomProgram;
import dev.adjoint.testkit.program.RandomPrograms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Buffers that are needed at the same time have arrays of their own; when, is read from the generated source. */
class MemoryPlanTests {
    private static final int CAPACITY = 7;
    private static final Pattern METHOD = Pattern.compile("(?s)private void (\\w+)\\(([^)]*)\\) \\{\n(.*?)\n    \\}\n");
    private static final Pattern WORD = Pattern.compile("\\w+");
    /** Buffers and calls of methods, without the methods of vectors, which may be named as a buffer is: {@code .div(}. */
    private static final Pattern OWN_WORD = Pattern.compile("(?<![\\w.])\\w+|(?<=this\\.)\\w+");

    @Property(tries = 60)
    void noTwoBuffersOfARandomProgramThatAreLiveShareAnArray(@ForAll @LongRange(min = 0, max = 100_000) long seed) {
        RandomProgram random = RandomPrograms.of(seed);
        assertSound(random.program(), 0);
        assertSound(random.program(), 8);
    }

    @ParameterizedTest
    @EnumSource
    void noTwoBuffersOfATrainingStepThatAreLiveShareAnArray(Network network) {
        assertSound(network.ofWidth(13).program(), 0);
        assertSound(network.ofWidth(13).program(), 8);
    }

    @ParameterizedTest
    @EnumSource
    void scratchArraysAreUsedAgain(Network network) {
        Schedule schedule = Schedule.of(network.ofWidth(64).program(), new Identifiers(), 8, CAPACITY);
        ProgramEmitter.emit(schedule, new Target(8, CAPACITY));
        MemoryPlan plan = MemoryPlan.of(schedule, CAPACITY);
        assertTrue(
                plan.lengths().size() < schedule.layout().buffers().size(),
                () -> plan.map().get().toString());
    }

    @Test
    void eachThreadAddsWhatItHasForItself() {
        Schedule schedule = Schedule.of(Network.RECURRENT.ofWidth(60).program(), new Identifiers(), 8, CAPACITY);
        GeneratedSource source = ProgramEmitter.emit(schedule, new Target(8, CAPACITY, new Team(3, 0)));
        List<Long> bytes = IntStream.rangeClosed(1, 3)
                .mapToObj(threads -> MemoryPlan.of(
                                schedule, CAPACITY, source.crew().orElseThrow().phases(), threads)
                        .use()
                        .bytes())
                .toList();
        long own = schedule.layout().ofEachThread().stream()
                .mapToLong(buffer -> MemoryPlan.length(schedule.layout(), buffer, CAPACITY))
                .sum();
        assertTrue(bytes.get(1) > bytes.get(0) && bytes.get(1) <= bytes.get(0) + own * Float.BYTES, bytes::toString);
        assertEquals(bytes.get(2) - bytes.get(1), bytes.get(1) - bytes.get(0));
    }

    @ParameterizedTest
    @EnumSource
    void whatHasToLiveFitsIntoWhatThereIs(Network network) {
        for (int lanes : List.of(0, 8)) {
            MemoryUse use = plan(network.ofWidth(13).program(), lanes).use();
            assertTrue(use.needed() > 0 && use.needed() <= use.bytes(), use.toString());
        }
    }

    @Test
    void onlyWhatIsStoredAtOnceHasToLive() {
        TrainingGraph graph = new TrainingGraph();
        Tensor x = graph.input("x", 6);
        // Each sum is stored, and read by the next kernel alone.
        Tensor y = x;
        for (int i = 0; i < 4; i++) {
            y = y.div(Functions.repeat(y.exp().sum(1), y, 1));
        }
        Program program =
                new Program("chain", List.of(x), List.of(), List.of(new Program.Output("y", y)), List.of(), Map.of());
        MemoryUse use = plan(program, 0).use();
        long caller = 4L * 2 * CAPACITY * 6;
        assertTrue(use.needed() > caller && use.needed() <= caller + 4L * CAPACITY * (6 + 6 + 1), use.toString());
    }

    @Test
    void whatTheBackwardPassReadsOfTheForwardPassIsKept() {
        TrainingGraph graph = new TrainingGraph();
        Tensor hidden = graph.dense("hidden", graph.input("x", 6), 5).tanh();
        Tensor prediction = graph.dense("top", hidden, 1);
        Tensor loss = Functions.mean(prediction.square());
        MemoryUse use = plan(graph.adam("kept", loss, loss).program(), 0).use();
        // Weights and biases, each with two slots.
        assertEquals(4L * 3 * (6 * 5 + 5 + 5 + 1), use.variables());
        // The inputs x and step, the two outputs, the tanh and the prediction.
        assertEquals(4L * (CAPACITY * 6 + 1 + 2 + CAPACITY * 5 + CAPACITY), use.activations());
        assertEquals(use.variables() + use.activations(), use.kept());
        assertEquals((double) use.bytes() / use.kept(), use.ratioToKept());
        assertTrue(use.kept() < use.needed(), "gradients have to live as well: " + use);
    }

    @Test
    void aPredictionKeepsWhatLivesAtOnce() {
        TrainingGraph graph = new TrainingGraph();
        Tensor hidden = graph.dense("hidden", graph.input("x", 6), 5).tanh();
        MemoryUse use =
                plan(graph.compute("predict", graph.dense("top", hidden, 1)), 0).use();
        assertEquals(use.needed(), use.kept());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void aLargeGradientTakesThePlaceOfActivationsThatNobodyReadsAnyMore(int lanes) {
        int rows = 64;
        TrainingGraph graph = new TrainingGraph();
        Tensor hidden = graph.labelled("relu", Functions.relu(graph.dense("dense1", graph.input("x", 784), 128)));
        Tensor logits = graph.dense("dense2", hidden, 10);
        Tensor loss = TrainingGraph.crossEntropy(logits, graph.indices("labels", 10));
        Program program =
                graph.adam("digits", graph.labelled("loss", loss), loss).program();
        Schedule schedule = Schedule.of(program, new Identifiers(), lanes, rows);
        ProgramEmitter.emit(schedule, new Target(lanes, rows));
        MemoryPlan plan = MemoryPlan.of(schedule, rows);
        assertEquals(
                array(plan, "dense1Dot"),
                array(plan, "reluMax"),
                () -> plan.map().get().toString());
        assertTrue(plan.use().ratioToKept() < 1.3, () -> plan.use().toString());
    }

    private static int array(MemoryPlan plan, String name) {
        return plan.map().get().buffers().stream()
                .filter(buffer -> buffer.name().equals(name))
                .mapToInt(MemoryMap.Stretch::array)
                .findFirst()
                .orElseThrow(() -> new AssertionError(plan.map().get()));
    }

    private static MemoryPlan plan(Program program, int lanes) {
        Schedule schedule = Schedule.of(program, new Identifiers(), lanes, CAPACITY);
        ProgramEmitter.emit(schedule, new Target(lanes, CAPACITY));
        return MemoryPlan.of(schedule, CAPACITY);
    }

    @Test
    void moreThanAnArrayHoldsIsAnErrorThatSaysWhatToDo() {
        TrainingGraph graph = new TrainingGraph();
        Tensor prediction = graph.dense("wide", graph.input("features", 4), 1000);
        Program program = graph.descend("wide", Functions.mean(prediction), prediction, 0.1)
                .program();
        Schedule schedule = Schedule.of(program, new Identifiers(), 0, 3_000_000);
        CompilationException e = assertThrows(CompilationException.class, () -> MemoryPlan.of(schedule, 3_000_000));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.startsWith("prediction needs rows * 1000 floats"), message);
        assertTrue(message.contains("for 3000000 rows; compile for fewer rows or make the layer smaller"), message);
    }

    private static void assertSound(Program program, int lanes) {
        Schedule schedule = Schedule.of(program, new Identifiers(), lanes, CAPACITY);
        String source =
                ProgramEmitter.emit(schedule, new Target(lanes, CAPACITY)).source();
        MemoryPlan plan = MemoryPlan.of(schedule, CAPACITY);
        List<Set<String>> kernels = wordsOfKernels(source);
        assertFalse(kernels.isEmpty() && source.contains("private void"), source);
        for (Buffer buffer : schedule.layout().buffers()) {
            int array = plan.arrayOf().getOrDefault(buffer, -1);
            assertTrue(plan.lengths().get(array) >= buffer.size().at(CAPACITY), buffer + " does not fit");
            for (Buffer other : schedule.layout().buffers()) {
                if (other != buffer && plan.arrayOf().getOrDefault(other, -2) == array) {
                    assertEquals(Buffer.Kind.SCRATCH, buffer.kind(), () -> buffer + " shares its array with " + other);
                    assertFalse(
                            meet(buffer, other, kernels),
                            () -> buffer + " and " + other + "\n" + plan.map().get());
                }
            }
        }
        assertEquals(plan.lengths().size(), new HashSet<>(plan.arrayOf().values()).size(), "an array is never used");
    }

    private static boolean meet(Buffer a, Buffer b, List<Set<String>> kernels) {
        return first(a, kernels) <= last(b, kernels) && first(b, kernels) <= last(a, kernels);
    }

    private static int first(Buffer buffer, List<Set<String>> kernels) {
        for (int i = 0; i < kernels.size(); i++) {
            if (kernels.get(i).contains(buffer.name())) {
                return i;
            }
        }
        return kernels.size();
    }

    private static int last(Buffer buffer, List<Set<String>> kernels) {
        for (int i = kernels.size() - 1; i >= 0; i--) {
            if (kernels.get(i).contains(buffer.name())) {
                return i;
            }
        }
        return -1;
    }

    /** For each call of {@code run}, in order, the words of the methods that it reaches. */
    private static List<Set<String>> wordsOfKernels(String source) {
        Map<String, Set<String>> methods = new HashMap<>();
        Matcher matcher = METHOD.matcher(source);
        while (matcher.find()) {
            // A method that kernels share is given arrays: which, is said where it is called.
            Set<String> own = words(matcher.group(3));
            own.removeAll(words(matcher.group(2)));
            methods.put(matcher.group(1), own);
        }
        int run = source.indexOf("public void run(");
        String body = source.substring(run, source.indexOf("\n    }\n", run));
        List<Set<String>> kernels = new ArrayList<>();
        for (String line : body.lines().map(String::strip).toList()) {
            Matcher word = WORD.matcher(line);
            if (word.lookingAt() && methods.containsKey(word.group())) {
                Set<String> words = words(line);
                words.addAll(reached(word.group(), methods));
                kernels.add(words);
            }
        }
        return kernels;
    }

    private static Set<String> reached(String method, Map<String, Set<String>> methods) {
        Set<String> words = new HashSet<>(methods.getOrDefault(method, Set.of()));
        for (String word : List.copyOf(words)) {
            if (methods.containsKey(word) && !word.equals(method)) {
                words.addAll(reached(word, methods));
            }
        }
        return words;
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        OWN_WORD.matcher(text).results().map(MatchResult::group).forEach(words::add);
        return words;
    }
}
