package dev.adjoint.codegen;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Program.Assignment;
import dev.adjoint.api.graph.Program.Output;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.codegen.compile.SourceCompiler;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Compiles and runs a small training step beside what comes before the first compilation: reading a model, tracing and
 * differentiating it. The classes of the generator, of the compiler and of vectors are then loaded, and the JIT has seen
 * what would be slow at first.
 */
final class HeadStart implements Runnable {
    private static final int ROWS = 16;
    private static final int SIZE = 64;
    /** Enough for the JIT to compile the operations of vectors, each of which takes microseconds before. */
    private static final int RUNS = 20;

    private final SourceCompiler compiler;

    private HeadStart(SourceCompiler compiler) {
        this.compiler = compiler;
    }

    /** Begins, where there is a processor for it; nothing waits for its end. */
    static void begin(SourceCompiler compiler) {
        if (Runtime.getRuntime().availableProcessors() > 1) {
            Thread thread = new Thread(new HeadStart(compiler), "adjoint-head-start");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void run() {
        try {
            take(compiler);
        } catch (RuntimeException | LinkageError e) {
            // The program that somebody waits for fails in the same way, and says so.
            LoggerFactory.getLogger(HeadStart.class).debug("no head start", e);
        }
    }

    /** What was compiled and run. */
    static Executable take(SourceCompiler compiler) {
        Executable executable = new ProgramCompiler(compiler).compileQuietly(program(), CompileOptions.forRows(ROWS));
        Execution execution = executable.open(executable.allocate());
        for (int i = 0; i < RUNS; i++) {
            execution.run(ROWS, i);
        }
        return executable;
    }

    /** A dense layer, the mean of its squares, and a step down its gradient. */
    private static Program program() {
        Tensor x = Tensor.of(new Input("x", TensorType.floats(Shape.of(SIZE).batched())));
        Tensor kernel = Tensor.of(new Parameter("kernel", Shape.of(SIZE, SIZE)));
        Tensor bias = Tensor.of(new Parameter("bias", Shape.of(SIZE)));
        Tensor y = x.matmul(kernel).add(bias).maximum(0);
        Tensor loss = y.mul(y).sum(1).sum(0).div(Tensor.rows());
        Tensor gradient = x.dot(y, new Dot(List.of(), List.of(), List.of(0), List.of(0)));
        Tensor step = gradient.div(gradient.mul(gradient).sqrt().add(1));
        return new Program(
                "head start",
                List.of(x),
                List.of(kernel, bias),
                List.of(new Output("loss", loss)),
                List.of(new Assignment(kernel, kernel.sub(step)), new Assignment(bias, bias.sub(y.sum(0)))),
                Map.of());
    }
}
