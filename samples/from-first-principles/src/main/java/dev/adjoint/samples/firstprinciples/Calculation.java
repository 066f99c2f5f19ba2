package dev.adjoint.samples.firstprinciples;

import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.train.Engine;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Formulas made ready to run: from values of their inputs to their own values. */
final class Calculation {
    private final Execution execution;
    private final List<Tensor> formulas;

    private Calculation(Execution execution, List<Tensor> formulas) {
        this.execution = execution;
        this.formulas = formulas;
    }

    /** A number or an array that is given by name. */
    static Tensor input(String name, int... sizes) {
        return Tensor.of(new Input(name, TensorType.floats(Shape.of(sizes))));
    }

    /** Compiles formulas with the best backend on the class path. */
    static Calculation of(List<Tensor> formulas) {
        List<Tensor> inputs = Graph.topological(formulas).stream()
                .filter(tensor -> tensor.op() instanceof Input)
                .toList();
        List<Program.Output> outputs = IntStream.range(0, formulas.size())
                .mapToObj(i -> new Program.Output("value" + i, formulas.get(i)))
                .toList();
        Program program = new Program("calculate", inputs, List.of(), outputs, List.of(), Map.of());
        Executable executable = Engine.best(PluginRegistry.ofClassPath()).compile(program, 1);
        return new Calculation(executable.open(executable.allocate()), formulas);
    }

    static Calculation of(Tensor... formulas) {
        return of(List.of(formulas));
    }

    /** Sets an input, which keeps its values until it is set again. */
    Calculation with(String input, double... values) {
        float[] target = execution.input(input);
        for (int i = 0; i < values.length; i++) {
            target[i] = (float) values[i];
        }
        return this;
    }

    /** The values of each formula, in the order in which they were given. */
    double[][] run() {
        execution.run(1, 0);
        return IntStream.range(0, formulas.size()).mapToObj(this::value).toArray(double[][]::new);
    }

    private double[] value(int i) {
        float[] values = execution.output("value" + i);
        return IntStream.range(0, (int) formulas.get(i).shape().elements())
                .mapToDouble(at -> values[at])
                .toArray();
    }
}
