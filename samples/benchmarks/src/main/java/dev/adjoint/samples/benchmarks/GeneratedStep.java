package dev.adjoint.samples.benchmarks;

import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.core.layer.Dense;
import dev.adjoint.core.layer.Relu;
import dev.adjoint.core.loss.SparseCategoricalCrossEntropyFromLogits;
import dev.adjoint.core.optimizer.Adam;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.WeightedLoss;
import dev.adjoint.runtime.train.Programs;
import dev.adjoint.runtime.train.TrainingOptions;
import dev.adjoint.runtime.train.TrainingProgram;
import java.util.Map;

/** The step that the framework makes of layers, a loss and an optimizer, run without the loop around it. */
final class GeneratedStep implements Step {
    private final int batch;
    private final Execution execution;
    private final float[] number;
    private final float[] loss;

    GeneratedStep(Problem problem, Backend backend, boolean vectors) {
        Sizes sizes = problem.sizes();
        this.batch = sizes.batch();
        TrainingProgram training = program(sizes);
        Executable executable = backend.compile(
                training.program(), CompileOptions.forRows(batch).withVectors(vectors));
        Variables variables = executable.allocate();
        variables.write("dense1/kernel", problem.kernel1());
        variables.write("dense1/bias", problem.bias1());
        variables.write("dense2/kernel", problem.kernel2());
        variables.write("dense2/bias", problem.bias2());

        this.execution = executable.open(variables);
        System.arraycopy(problem.x(), 0, execution.input("x"), 0, problem.x().length);
        float[] target = execution.input(Programs.target("dense2"));
        for (int row = 0; row < batch; row++) {
            target[row] = problem.classes()[row];
        }
        execution.input(Programs.LEARNING_RATE)[0] = AdamRates.LEARNING_RATE;
        this.number = execution.input(Programs.STEP);
        this.loss = execution.output(Programs.LOSS);
    }

    private static TrainingProgram program(Sizes sizes) {
        Network network = Network.input("x", sizes.inputs())
                .then(new Dense(sizes.hidden()))
                .then(new Relu())
                .then(new Dense(sizes.classes()))
                .build();
        return Programs.training(
                network.trace(true),
                Map.of("dense2", new WeightedLoss(new SparseCategoricalCrossEntropyFromLogits())),
                new Adam(),
                new TrainingOptions().withBatch(sizes.batch()),
                false);
    }

    @Override
    public float run() {
        number[0]++;
        execution.run(batch, (long) number[0]);
        return loss[0];
    }
}
