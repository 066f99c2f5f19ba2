package dev.adjoint.codegen.tuning;

import dev.adjoint.api.CompilationException;
import dev.adjoint.api.plugin.Kernel;
import dev.adjoint.codegen.GeneratedProgram;
import dev.adjoint.codegen.compile.SourceCompiler;
import dev.adjoint.codegen.crew.Barrier;
import dev.adjoint.codegen.crew.Crew;
import dev.adjoint.codegen.crew.CrewProgram;
import dev.adjoint.codegen.crew.Instances;
import dev.adjoint.codegen.emit.Choices;
import dev.adjoint.codegen.emit.Cut;
import dev.adjoint.codegen.emit.GeneratedSource;
import dev.adjoint.codegen.emit.ProgramEmitter;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.emit.TrialLimit;
import dev.adjoint.codegen.schedule.Excerpt;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes contestants of the cuts of one kernel: a class that holds nothing else, compiled, with arrays to run on. */
final class CompiledEntrance implements Contest.Entrance {
    private final Supplier<Excerpt> excerpts;
    private final String kernel;
    private final Contestant.Expected expected;
    private final Target target;
    private final SourceCompiler compiler;
    private final Memory memory;
    private final Set<String> sources = new HashSet<>();

    /**
     * The entrance of one contest.
     *
     * @param excerpts gives the kernel in a schedule that nobody has written code for yet
     * @param kernel what the kernel is known by
     */
    CompiledEntrance(
            Supplier<Excerpt> excerpts,
            String kernel,
            Contestant.Expected expected,
            Target target,
            SourceCompiler compiler,
            Memory memory) {
        this.excerpts = excerpts;
        this.kernel = kernel;
        this.expected = expected;
        this.target = target;
        this.compiler = compiler;
        this.memory = memory;
    }

    @Override
    public Optional<Contestant> admit(Cut cut) {
        Excerpt excerpt = excerpts.get();
        GeneratedSource source = source(excerpt, cut);
        return sources.add(source.source()) ? Optional.of(contestant(cut, excerpt, source)) : Optional.empty();
    }

    @Override
    public Contestant admitAgain(Cut cut) {
        Excerpt excerpt = excerpts.get();
        return contestant(cut, excerpt, source(excerpt, cut));
    }

    private GeneratedSource source(Excerpt excerpt, Cut cut) {
        return ProgramEmitter.emitTrial(excerpt.schedule(), target.with(Choices.of(kernel, cut)));
    }

    private Contestant contestant(Cut cut, Excerpt excerpt, GeneratedSource source) {
        try {
            return open(cut, excerpt, source);
        } catch (ReflectiveOperationException e) {
            throw new CompilationException("the class of a kernel cannot be made: " + e.getMessage(), e);
        }
    }

    private Contestant open(Cut cut, Excerpt excerpt, GeneratedSource source) throws ReflectiveOperationException {
        Class<?> type = compiler.compile(source);
        Field limit = type.getField(TrialLimit.FIELD);
        Instances instances = new Instances(
                type.getConstructor(float[][].class, Kernel[].class, int.class),
                excerpt.schedule().layout(),
                source.kernels(),
                target.capacity());
        float[][] arrays = memory.of(excerpt);
        int rows = target.capacity();
        if (source.crew().isEmpty()) {
            GeneratedProgram program = instances.alone(arrays);
            return new Contestant(
                    cut, program, rows, expected, length -> set(limit, program, length), System::nanoTime);
        }
        int threads = source.crew().get().threads();
        CrewProgram[] together = instances.crew(arrays, threads);
        Crew crew = Crew.of(threads);
        GeneratedProgram program = (count, key) -> {
            if (!crew.tryRun(together, count, key)) {
                together[0].work(count, key, 0, 1, Barrier.ALONE);
            }
        };
        return new Contestant(
                cut,
                program,
                rows,
                expected,
                length -> Stream.of(together).forEach(instance -> set(limit, instance, length)),
                System::nanoTime);
    }

    private static void set(Field limit, Object instance, int length) {
        try {
            limit.setInt(instance, length);
        } catch (IllegalAccessException e) {
            throw new CompilationException("the class of a kernel hides a field: " + e.getMessage(), e);
        }
    }
}
