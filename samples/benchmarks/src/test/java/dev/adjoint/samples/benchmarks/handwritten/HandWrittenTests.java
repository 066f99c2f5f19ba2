package dev.adjoint.samples.benchmarks.handwritten;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.core.layer.Dense;
import dev.adjoint.core.layer.Relu;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import dev.adjoint.runtime.train.Engine;
import dev.adjoint.samples.benchmarks.generated.CompiledModel;
import dev.adjoint.samples.benchmarks.generated.Models;
import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Task;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandWrittenTests {
    private static final int STEPS = 20;

    @ParameterizedTest
    @CsvSource({"7, 5, 3, 6", "9, 33, 17, 13", "16, 32, 4, 8", "1, 1, 2, 1", "24, 70, 10, 20"})
    void codeWrittenByHandTrainsAsTheInterpreterDoes(int inputs, int hidden, int classes, int batch) {
        Task task = Task.classes(batch, classes, inputs);
        float[] expected = losses(CompiledModel.training(
                        Models.classifier(task, new Dense(hidden), new Relu(), new Dense(classes)),
                        Problem.of(task),
                        new Engine(new InterpreterBackend()))
                .open());
        assertTrue(expected[STEPS - 1] < expected[0], "it learns");
        assertAlike(expected, HandWritten.step(task, hidden, true));
        assertAlike(expected, HandWritten.step(task, hidden, false));
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
            step.run();
            losses[i] = step.result()[0];
        }
        return losses;
    }
}
