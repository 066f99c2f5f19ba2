package dev.adjoint.samples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.codegen.JaninoBackend;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepTests {
    private static final int STEPS = 20;

    @ParameterizedTest
    @CsvSource({"7, 5, 3, 6", "9, 33, 17, 13", "16, 32, 4, 8", "1, 1, 2, 1", "24, 70, 10, 20"})
    void allStepsTrainAlike(int inputs, int hidden, int classes, int batch) {
        Problem problem = Problem.random(new Sizes(inputs, hidden, classes, batch), 3);
        float[] expected = losses(new GeneratedStep(problem, new InterpreterBackend(), false));
        assertTrue(expected[STEPS - 1] < expected[0], "it learns");
        assertAlike(expected, new GeneratedStep(problem, new JaninoBackend(), true));
        assertAlike(expected, new GeneratedStep(problem, new JaninoBackend(), false));
        assertAlike(expected, new HandWrittenPlain(problem));
        assertAlike(expected, new HandWrittenVector(problem));
    }

    /** Single precision leaves about 1e-7 a step. */
    private static void assertAlike(float[] expected, Step step) {
        float[] losses = losses(step);
        for (int i = 0; i < STEPS; i++) {
            assertEquals(expected[i], losses[i], 2e-5 * Math.max(1, expected[i]), step.getClass() + " at step " + i);
        }
    }

    private static float[] losses(Step step) {
        float[] losses = new float[STEPS];
        for (int i = 0; i < STEPS; i++) {
            losses[i] = step.run();
        }
        return losses;
    }
}
