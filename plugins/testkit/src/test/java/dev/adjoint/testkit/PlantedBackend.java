package dev.adjoint.testkit;

import com.google.auto.service.AutoService;
import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.op.Unary;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import java.util.List;
import java.util.Map;

/**
 * The interpreter with two faults: floors are one bit off, and so are absolute values where there is room for more rows. Its
 * variant gets the error function wrong, and nothing else.
 */
@AutoService(Backend.class)
public record PlantedBackend() implements Backend {
    @Override
    public Executable compile(Program program, CompileOptions options) {
        return new Faulty(new InterpreterBackend().compile(program, options), Unary.FLOOR, Unary.ABS);
    }

    @Override
    public List<Backend> variants() {
        return List.of(new Variant());
    }

    private record Variant() implements Backend {
        @Override
        public Executable compile(Program program, CompileOptions options) {
            return new Faulty(new InterpreterBackend().compile(program, options), Unary.ERF, Unary.ERF);
        }

        @Override
        public String pluginName() {
            return "planted-variant";
        }
    }

    @Override
    public int priority() {
        return -1;
    }

    /**
     * An executable with faults.
     *
     * @param wrong is wrong at all times
     * @param wrongWithRoom is wrong where there is room for more rows
     */
    private record Faulty(Executable sound, Unary wrong, Unary wrongWithRoom) implements Executable {
        @Override
        public Program program() {
            return sound.program();
        }

        @Override
        public int capacity() {
            return sound.capacity();
        }

        @Override
        public Variables allocate() {
            return sound.allocate();
        }

        @Override
        public Execution open(Variables variables) {
            return new FaultyExecution(this, sound.open(variables));
        }

        @Override
        public Map<String, String> reports() {
            return sound.reports();
        }

        boolean has(Unary function) {
            return program().tensors().stream().anyMatch(tensor -> tensor.op() == function);
        }
    }

    private record FaultyExecution(Faulty executable, Execution sound) implements Execution {
        @Override
        public float[] input(String name) {
            return sound.input(name);
        }

        @Override
        public float[] output(String name) {
            return sound.output(name);
        }

        @Override
        public void run(int rows, long key) {
            sound.run(rows, key);
            boolean wrong = executable.has(executable.wrong())
                    || executable.has(executable.wrongWithRoom()) && rows < executable.capacity();
            if (wrong) {
                float[] output =
                        sound.output(executable.program().outputs().get(0).name());
                output[0] = Math.nextUp(output[0]);
            }
        }
    }
}
