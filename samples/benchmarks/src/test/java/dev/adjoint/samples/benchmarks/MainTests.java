package dev.adjoint.samples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTests {
    @Test
    void unknownWorkloadsAreRejectedWithTheNamesOfTheKnown() {
        assertEquals("there is no workload 'W9'; expected W3", rejection("--workload", "W9"));
        assertEquals("there is no workload ''; expected W3", rejection("--workload"));
    }

    @Test
    void unknownOptionsAreRejected() {
        assertEquals("there is no option '--fast'; expected --workload NAME or --plain", rejection("--fast"));
    }

    @Test
    void stepsThatTrainDifferentlyAreRejected() {
        Contestant right = Contestant.start("right", () -> () -> 1);
        Contestant wrong = Contestant.start("wrong", () -> () -> 1.01f);
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> Agreement.afterSteps(5, List.of(right, wrong)));
        assertTrue(e.toString().contains(" in wrong but "), e.toString());
    }

    private static String rejection(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        int status = Main.run(nowhere, new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
        assertEquals(2, status);
        return err.toString(StandardCharsets.UTF_8).strip();
    }
}
