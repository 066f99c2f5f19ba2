package dev.adjoint.testkit.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomProgramsTests {
    private static final int PROGRAMS = 500;
    private static final int FEWER = 200;
    private static final long KEY = 5;

    @Test
    void theInterpreterRunsAnyProgramAndGivesTheSameBitsTwice() {
        for (long seed = 0; seed < PROGRAMS; seed++) {
            RandomProgram random = RandomPrograms.of(seed);
            int rows = 1 + (int) (seed % 5);
            Feed feed = random.feed(rows, seed, seed % 2 == 0 ? 0.1 : 0);
            Outcome first = feed.run(interpret(random.program(), rows), KEY);
            Outcome second = feed.run(interpret(RandomPrograms.of(seed).program(), 7), KEY);
            assertEquals(Optional.empty(), first.difference(second), random::toString);
        }
    }

    /** More rows than limits are computed for: a place among the rows is no index of an axis of a fixed size. */
    @Test
    void wholeNumbersStayBelowTheirBounds() {
        int rows = Pool.ROWS + 2;
        for (long seed = 0; seed < PROGRAMS; seed++) {
            RandomProgram random = RandomPrograms.of(seed);
            Evaluator evaluator = new Evaluator(
                    Precision.FLOAT, rows, KEY, random.feed(rows, seed, 0).doubles());
            for (Tensor tensor : random.program().tensors()) {
                int bound = random.bounds().getOrDefault(tensor, Integer.MAX_VALUE);
                for (double value : bound < Integer.MAX_VALUE ? evaluator.value(tensor) : new double[0]) {
                    assertTrue(value >= 0 && value < bound, () -> value + " of " + tensor + " in " + random);
                }
            }
        }
    }

    /** Seeds at which each tensor of a loop's body was too large to be stacked. */
    @ParameterizedTest
    @ValueSource(longs = {3245})
    void aLoopWhoseBodyHasOnlyLargeTensorsStacksTheSumOfOne(long seed) {
        assertFalse(RandomPrograms.of(seed).program().roots().isEmpty());
    }

    @Test
    void doubleAgreesWithFloatOnContinuousPrograms() {
        for (long seed = 0; seed < PROGRAMS; seed++) {
            RandomProgram random = RandomPrograms.of(seed, Nature.CONTINUOUS);
            Feed feed = random.feed(3, seed, 0);
            List<Tensor> roots = random.program().roots();
            List<double[]> single = new Evaluator(Precision.FLOAT, 3, KEY, feed.doubles()).values(roots);
            List<double[]> twice = new Evaluator(Precision.DOUBLE, 3, KEY, feed.doubles()).values(roots);
            for (int i = 0; i < single.size(); i++) {
                for (int e = 0; e < single.get(i).length; e++) {
                    assertEquals(twice.get(i)[e], single.get(i)[e], 1e-5, random::toString);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Nature.class,
            names = {"SMOOTH", "CONTINUOUS"})
    void tameProgramsKeepRealNumbersBetweenMinusTwoAndTwo(Nature nature) {
        for (long seed = 0; seed < PROGRAMS; seed++) {
            RandomProgram random = RandomPrograms.of(seed, nature);
            Feed feed = random.feed(5, seed, 0);
            Evaluator evaluator = new Evaluator(Precision.DOUBLE, 5, KEY, feed.doubles());
            for (Tensor root : random.program().roots()) {
                for (double value : root.dtype() == DType.FLOAT ? evaluator.value(root) : new double[0]) {
                    assertTrue(Math.abs(value) <= 2 + 1e-9, () -> value + " in " + random);
                }
            }
        }
    }

    @Test
    void everyKindOfOpOccurs() {
        Set<Object> missing = new LinkedHashSet<>(OpKinds.all());
        assertTrue(missing.size() > 50, missing::toString);
        for (long seed = 0; seed < PROGRAMS; seed++) {
            missing.removeAll(OpKinds.of(RandomPrograms.of(seed).program().roots()));
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void smoothProgramsHaveLoopsIndicesAndEveryContraction() {
        Set<Object> kinds = new LinkedHashSet<>();
        for (long seed = 0; seed < FEWER; seed++) {
            kinds.addAll(
                    OpKinds.of(RandomPrograms.of(seed, Nature.SMOOTH).program().roots()));
        }
        List<String> names = kinds.stream()
                .map(kind -> kind instanceof Class<?> type ? type.getSimpleName() : kind.toString())
                .toList();
        assertTrue(
                names.containsAll(List.of("Scan", "Gather", "ScatterAdd", "Dot", "Window", "Fold", "Where", "POW")),
                names::toString);
        assertTrue(!names.contains("FLOOR") && !names.contains("ArgMax") && !names.contains("CustomKernel"));
    }

    @Test
    void programsVary() {
        Set<String> listings = new LinkedHashSet<>();
        List<Integer> sizes = new ArrayList<>();
        int nested = 0;
        for (long seed = 0; seed < FEWER; seed++) {
            RandomProgram random = RandomPrograms.of(seed);
            listings.add(random.toString());
            sizes.add(random.program().tensors().size());
            nested += random.toString().contains("\n      %") ? 1 : 0;
        }
        assertEquals(FEWER, listings.size());
        assertTrue(sizes.stream().mapToInt(Integer::intValue).max().orElse(0) > 50, sizes::toString);
        assertTrue(nested > 2, "loops in loops in " + nested + " programs");
    }

    @Test
    void mostResultsOfWildProgramsAreNumbers() {
        long numbers = 0;
        long all = 0;
        for (long seed = 0; seed < FEWER; seed++) {
            RandomProgram random = RandomPrograms.of(seed);
            for (float[] output : random.feed(2, 0, 0)
                    .run(interpret(random.program(), 2), KEY)
                    .outputs()
                    .values()) {
                for (float value : output) {
                    numbers += Float.isFinite(value) ? 1 : 0;
                    all++;
                }
            }
        }
        assertTrue(numbers > 0.85 * all, numbers + " of " + all);
    }

    private static Executable interpret(Program program, int capacity) {
        return new InterpreterBackend().compile(program, CompileOptions.forRows(capacity));
    }
}
