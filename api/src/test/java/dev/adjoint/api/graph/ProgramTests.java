package dev.adjoint.api.graph;

import static dev.adjoint.api.graph.Failure.assertFails;
import static dev.adjoint.api.graph.Shape.ROWS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.api.op.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgramTests {
    private static final Tensor X = Tensor.of(new Input("x", TensorType.floats(Shape.of(ROWS, 3))));
    private static final Tensor WEIGHT = Tensor.of(new Parameter("dense/kernel", Shape.of(3)));
    private static final Tensor COUNT = Tensor.of(new State("count", Shape.SCALAR));

    @Test
    void aProgramComputesItsOutputsAndAssignments() {
        Tensor loss = X.mul(WEIGHT).sum();
        Tensor next = WEIGHT.sub(0.1);
        Tensor unused = WEIGHT.exp();
        Program program = new Program(
                "train",
                List.of(X),
                List.of(WEIGHT, COUNT),
                List.of(new Program.Output("loss", loss)),
                List.of(new Program.Assignment(WEIGHT, next)),
                Map.of(loss, "dense"));
        assertEquals(List.of(loss, next), program.roots());
        assertEquals(Graph.topological(List.of(loss, next)), program.tensors());
        assertEquals(Optional.of("dense"), program.label(loss));
        assertEquals(Optional.empty(), program.label(unused));
    }

    @Test
    void onlyVariablesAreAssignedToAndKeepTheirType() {
        assertFails(
                () -> new Program.Assignment(X, X.exp()),
                "only a parameter or a state can be assigned to, not input float[n, 3]");
        assertFails(
                () -> new Program.Assignment(WEIGHT, X),
                "Parameter[path=dense/kernel, shape=[3]]",
                "has type float[3] and cannot be assigned a value of type float[n, 3]");
        assertEquals(COUNT, new Program.Assignment(COUNT, COUNT.add(1)).variable());
    }
}
