package dev.adjoint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code adjoint inspect memory} and {@code inspect schedule} tell programs: names and numbers, no tables. */
class InspectJsonTests {
    private static final String RECURRENT = """
            name: points
            input: [5, 3]
            layers:
              - lstm: {units: 4}
              - dense: {units: 2}
            loss: sparse-categorical-cross-entropy-from-logits
            optimizer: adam
            training: {batch: 8}
            """;

    @TempDir
    Path folder;

    @Test
    void theArraysOfAProgramAddUpToItsBytes() throws IOException {
        Map<?, ?> memory = inspect("memory", Points.MODEL);
        assertEquals("train", memory.get("program"));
        assertEquals(16, memory.get("rows"));
        long floats = list(memory, "arrays").stream()
                .mapToLong(InspectJsonTests::number)
                .sum();
        assertEquals(number(memory.get("bytes")), 4 * floats);
        assertEquals(number(memory.get("kept")), number(memory.get("variables")) + number(memory.get("activations")));
        assertTrue((double) get(memory, "ratio_to_kept") >= (double) get(memory, "ratio"), memory::toString);
    }

    @Test
    void everyBufferHasAPlaceAndATime() throws IOException {
        Map<?, ?> memory = inspect("memory", Points.MODEL);
        List<?> arrays = list(memory, "arrays");
        boolean weights = false;
        for (Object element : list(memory, "buffers")) {
            Map<?, ?> buffer = (Map<?, ?>) element;
            int array = (int) get(buffer, "array");
            assertTrue(number(buffer.get("floats")) <= number(arrays.get(array)), buffer::toString);
            if (buffer.get("first") != null) {
                assertTrue(number(buffer.get("first")) <= number(buffer.get("last")), buffer::toString);
            }
            weights |= "dense1Kernel".equals(buffer.get("name")) && "variable".equals(buffer.get("kind"));
        }
        assertTrue(weights, memory::toString);
    }

    @Test
    void everyKernelIsToldWithItsFormula() throws IOException {
        Map<?, ?> schedule = inspect("schedule", Points.MODEL);
        assertEquals("train", schedule.get("program"));
        Map<?, ?> logits = list(schedule, "kernels").stream()
                .map(kernel -> (Map<?, ?>) kernel)
                .filter(kernel -> list(kernel, "fills").contains("logitsAdd"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(schedule));
        assertEquals("computeLogitsAdd", logits.get("kernel"));
        assertEquals("dot", logits.get("form"));
        assertEquals(List.of("n", 2), logits.get("shape"));
        assertTrue(
                list(logits, "reads").containsAll(List.of("tanh1Tanh", "logitsKernel", "logitsBias")),
                logits::toString);
        assertEquals(List.of("logitsAdd = (dot(tanh1Tanh, logitsKernel) + logitsBias)"), logits.get("formulas"));
        assertFalse(logits.containsKey("steps"), logits::toString);
    }

    @Test
    void aLoopHasTheKernelsOfItsSteps() throws IOException {
        Map<?, ?> schedule = inspect("schedule", RECURRENT);
        List<? extends Map<?, ?>> loops = list(schedule, "kernels").stream()
                .map(kernel -> (Map<?, ?>) kernel)
                .filter(kernel -> "scan".equals(kernel.get("form")))
                .toList();
        assertEquals(2, loops.size(), schedule::toString);
        for (Map<?, ?> loop : loops) {
            assertEquals(List.of(), loop.get("formulas"));
            assertFalse(list(loop, "before").isEmpty() || list(loop, "steps").isEmpty(), loop::toString);
            Map<?, ?> step = (Map<?, ?>) list(loop, "steps").get(0);
            assertFalse(list(step, "formulas").isEmpty(), step::toString);
        }
    }

    private Map<?, ?> inspect(String what, String model) throws IOException {
        Run run = Run.of("inspect", what, Points.write(folder, model).toString(), "--json");
        assertEquals(0, run.code(), run.err());
        assertEquals(1, run.out().lines().count());
        // All JSON is YAML.
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(run.out());
    }

    private static List<?> list(Map<?, ?> map, String key) {
        return (List<?>) get(map, key);
    }

    private static Object get(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }
}
