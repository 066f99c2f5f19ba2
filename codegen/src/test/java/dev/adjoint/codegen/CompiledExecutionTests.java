package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.adjoint.api.DataException;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Program.Output;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompiledExecutionTests {
    @ParameterizedTest
    @EnumSource
    void anIndexOutsideOfItsAxisNamesTheKernel(Variant variant) {
        Tensor table = Tensor.of(new Parameter("words/table", Shape.of(3, 2)));
        Tensor word = Tensor.of(new Input("word", new TensorType(DType.INT, Shape.of(Shape.ROWS))));
        Tensor vector = table.gather(0, word).exp();
        Program program = new Program(
                "predict",
                List.of(word),
                List.of(table),
                List.of(new Output("vector", vector)),
                List.of(),
                Map.of(vector, "words"));
        Executable executable = variant.compile(program, 1);
        Execution execution = executable.open(executable.allocate());
        execution.input("word")[0] = 3;
        DataException e = assertThrows(DataException.class, () -> execution.run(1, 0));
        assertEquals(
                "kernel computeVector: index 3.0 is not in the axis it picks from; expected a whole number from 0 to 2",
                e.getMessage());
    }
}
