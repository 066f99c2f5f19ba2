package dev.adjoint.runtime.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Program.Output;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Variable;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.Trace;
import dev.adjoint.runtime.model.TracedVariable;
import dev.adjoint.runtime.model.WeightedLoss;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProgramsTests {
    private static final Map<String, WeightedLoss> LOSSES =
            Map.of("out", new WeightedLoss(new Small.HalfSquares(Loss.Reduction.MEAN)));

    private final Trace trace = Network.input(3)
            .then("hidden", new Small.Affine(4))
            .then("bend", new Small.Bend())
            .then("out", new Small.Affine(2))
            .build()
            .trace(true);

    private TrainingProgram training(TrainingOptions options, boolean weighted) {
        return Programs.training(trace, LOSSES, new Small.Rolling(0.1), options, weighted);
    }

    @Test
    void aTrainingProgramIsGivenDataStepAndLearningRate() {
        assertEquals(
                Set.of("input", "@target/out", "@step", "@learning-rate"),
                inputs(training(TrainingOptions.DEFAULTS, false)));
        assertEquals(
                Set.of(
                        "input",
                        "@target/out",
                        "@step",
                        "@learning-rate",
                        "@weights",
                        "@group-rows",
                        "@group-weight",
                        "@apply"),
                inputs(training(TrainingOptions.DEFAULTS.withAccumulate(2), true)));
    }

    private static Set<String> inputs(TrainingProgram training) {
        return training.program().inputs().stream()
                .map(input -> ((Input) input.op()).name())
                .collect(Collectors.toSet());
    }

    @Test
    void slotsStandBesideTheirParameters() {
        TrainingProgram training = training(TrainingOptions.DEFAULTS.withAccumulate(2), false);
        Set<String> paths = new TreeSet<>();
        training.program().variables().forEach(leaf -> paths.add(((Variable) leaf.op()).path()));
        Set<String> expected = new TreeSet<>();
        for (String parameter : List.of("hidden/kernel", "hidden/bias", "out/kernel", "out/bias")) {
            expected.addAll(List.of(parameter, parameter + ":v", parameter + ":@gradient"));
        }
        assertEquals(expected, paths);
        assertEquals(
                training.program().variables(),
                training.variables().stream().map(TracedVariable::leaf).toList());
        assertEquals(12, training.program().assignments().size());
    }

    @Test
    void everyTensorOfAStepIsLabelledWithWhereItComesFrom() {
        Program program = training(TrainingOptions.DEFAULTS, false).program();
        Set<String> known = Set.of(
                "hidden", "bend", "out", "out/loss", "loss", "hidden/kernel", "hidden/bias", "out/kernel", "out/bias");
        int products = 0;
        for (Tensor tensor : program.tensors()) {
            if (!tensor.inputs().isEmpty()) {
                String label = program.label(tensor).orElse("nothing, for " + tensor);
                assertTrue(known.contains(label), label);
            }
            if (tensor.op() instanceof Dot) {
                products++;
                assertTrue(
                        Set.of("hidden", "out").contains(program.label(tensor).orElse("")), tensor.toString());
            }
        }
        // Forward: two. Backward: both kernels, and the input of the second.
        assertEquals(5, products);
    }

    @Test
    void evaluationGivesPredictionsAndTheLossOfEachRow() {
        Program evaluation = Programs.evaluation(trace, LOSSES);
        assertEquals(
                List.of("out", "loss/out"),
                evaluation.outputs().stream().map(Output::name).toList());
        assertEquals("float[n]", evaluation.outputs().get(1).value().type().toString());
        assertEquals(1, Programs.prediction(trace).outputs().size());
    }
}
