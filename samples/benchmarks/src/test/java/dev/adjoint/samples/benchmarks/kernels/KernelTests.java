package dev.adjoint.samples.benchmarks.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.graph.Program;
import dev.adjoint.codegen.JaninoBackend;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelTests {
    private static final int ROWS = 5;
    private static final int IN = 19;
    private static final int OUT = 7;

    @ParameterizedTest
    @EnumSource
    void generatedKernelsGiveTheBitsOfTheInterpreter(Kernel kernel) {
        assertArrayEquals(outputs(kernel, new InterpreterBackend()), outputs(kernel, new JaninoBackend()));
    }

    private static float[][] outputs(Kernel kernel, Backend backend) {
        Program program = kernel.program(IN, OUT);
        Executable executable = backend.compile(program, CompileOptions.forRows(ROWS));
        Execution execution = KernelBenchmark.open(executable, OUT);
        execution.run(ROWS, 0);
        return program.outputs().stream()
                .map(output -> Arrays.copyOf(
                        execution.output(output.name()),
                        Math.toIntExact(output.value().shape().elements(ROWS))))
                .toArray(float[][]::new);
    }
}
