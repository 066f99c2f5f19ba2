package dev.adjoint.samples.benchmarks.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Work;
import dev.adjoint.codegen.JaninoBackend;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.train.Engine;
import dev.adjoint.samples.benchmarks.measure.DisagreementException;
import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Task;
import dev.adjoint.samples.benchmarks.workload.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTests {
    private static final int STEPS = 3;
    /** Few rows, for the interpreter takes its time with all of them. */
    private static final int MOST_ROWS = 3;

    @ParameterizedTest
    @EnumSource
    void generatedCodeGivesTheBitsOfTheInterpreter(Workload workload) {
        Step reference = open(workload, new Engine(new InterpreterBackend()));
        Step generated = open(workload, new Engine(new JaninoBackend()));

        float[] last = Agreement.expect("generated", generated, "interpreted", reference, STEPS, 0);

        assertTrue(Float.isFinite(last[0]), () -> "" + last[0]);
    }

    @ParameterizedTest
    @EnumSource(names = {"W1", "W2", "W7"})
    void lossesFall(Workload workload) {
        Step step = open(workload, new Engine(new JaninoBackend()));
        step.run();
        float first = step.result()[0];
        for (int i = 0; i < 10; i++) {
            step.run();
        }
        assertTrue(step.result()[0] < first, () -> first + " to " + step.result()[0]);
    }

    @ParameterizedTest
    @EnumSource(names = {"P1", "P3"})
    void aPredictionIsAsLongAsThereAreOutputs(Workload workload) {
        Step step = open(workload, new Engine(new JaninoBackend()));
        step.run();
        assertEquals(workload.task().outputs(), step.result().length);
    }

    @Test
    void otherNumbersAreToldWithTheirStep() {
        Step right = new Constant(1);
        Step wrong = new Constant(Math.nextUp(1f));
        DisagreementException e =
                assertThrows(DisagreementException.class, () -> Agreement.expect("wrong", wrong, "right", right, 2, 0));
        assertTrue(e.toString().contains("result 0 of step 1 is 1.0000001 in wrong but 1.0 in right"), e::toString);
        assertArrayEquals(new float[] {1}, Agreement.expect("wrong", wrong, "right", right, 2, 1e-3));
    }

    @Test
    void operationsAreThoseOfTheContractions() {
        Workload workload = Workload.W3;
        CompiledModel model = CompiledModel.training(
                Models.of(workload), Problem.of(workload.task()), new Engine(new InterpreterBackend()));
        long first = 2L * 64 * 784 * 128;
        long second = 2L * 64 * 128 * 10;
        assertEquals(
                2 * first + 3 * second,
                Work.of(model.program(), workload.task().batch()).contractions());
    }

    private static Step open(Workload workload, Engine engine) {
        Task task =
                workload.task().withBatch(Math.min(MOST_ROWS, workload.task().batch()));
        ModelSpec spec = Models.of(workload);
        Problem problem = Problem.of(task);
        return (workload.predicts()
                        ? CompiledModel.prediction(spec, problem, engine)
                        : CompiledModel.training(spec, problem, engine))
                .open();
    }

    private record Constant(float value) implements Step {
        @Override
        public void run() {}

        @Override
        public float[] result() {
            return new float[] {value};
        }
    }
}
