package dev.adjoint.codegen.tuning;

import dev.adjoint.api.CompilationException;
import dev.adjoint.api.plugin.Kernel;
import dev.adjoint.codegen.GeneratedProgram;
import dev.adjoint.codegen.Meter;
import dev.adjoint.codegen.compile.SourceCompiler;
import dev.adjoint.codegen.crew.Barrier;
import dev.adjoint.codegen.crew.Crew;
import dev.adjoint.codegen.crew.CrewProgram;
import dev.adjoint.codegen.crew.Instances;
import dev.adjoint.codegen.emit.Choices;
import dev.adjoint.codegen.emit.GeneratedSource;
import dev.adjoint.codegen.emit.ProgramEmitter;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.emit.TrialLimit;
import dev.adjoint.codegen.schedule.Excerpt;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes contestants of ways of computing the same: a class that does nothing else, compiled, with arrays to run on. */
final class CompiledEntrance<W> implements Contest.Entrance<W> {
    private final Function<W, Excerpt> excerpts;
    private final Function<W, Choices> choices;
    private final Contestant.Expected expected;
    private final Target target;
    private final SourceCompiler compiler;
    private final Memory memory;
    private final Meter meter;
    private final Set<String> sources = new HashSet<>();

    /**
     * The entrance of one contest.
     *
     * @param excerpts gives what is computed, in a schedule that nobody has written code for yet
     * @param choices gives what the code is written with
     */
    CompiledEntrance(
            Function<W, Excerpt> excerpts,
            Function<W, Choices> choices,
            Contestant.Expected expected,
            Target target,
            SourceCompiler compiler,
            Memory memory,
            Meter meter) {
        this.excerpts = excerpts;
        this.choices = choices;
        this.expected = expected;
        this.target = target;
        this.compiler = compiler;
        this.memory = memory;
        this.meter = meter;
    }

    @Override
    public Optional<Contestant<W>> admit(W way) {
        Excerpt excerpt = excerpts.apply(way);
        GeneratedSource source = source(way, excerpt);
        return sources.add(source.source()) ? Optional.of(contestant(way, excerpt, source)) : Optional.empty();
    }

    @Override
    public Contestant<W> admitAgain(W way) {
        Excerpt excerpt = excerpts.apply(way);
        return contestant(way, excerpt, source(way, excerpt));
    }

    private GeneratedSource source(W way, Excerpt excerpt) {
        return ProgramEmitter.emitTrial(excerpt.schedule(), target.with(choices.apply(way)));
    }

    private Contestant<W> contestant(W way, Excerpt excerpt, GeneratedSource source) {
        try {
            return open(way, excerpt, source);
        } catch (ReflectiveOperationException e) {
            throw new CompilationException("the class of a kernel cannot be made: " + e.getMessage(), e);
        }
    }

    private Contestant<W> open(W way, Excerpt excerpt, GeneratedSource source) throws ReflectiveOperationException {
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
            return new Contestant<>(way, program, rows, expected, length -> set(limit, program, length), meter);
        }
        int threads = source.crew().get().threads();
        CrewProgram[] together = instances.crew(arrays, threads);
        Crew crew = Crew.of(threads);
        GeneratedProgram program = (count, key) -> {
            if (!crew.tryRun(together, count, key)) {
                together[0].work(count, key, 0, 1, Barrier.ALONE);
            }
        };
        return new Contestant<>(
                way,
                program,
                rows,
                expected,
                length -> Stream.of(together).forEach(instance -> set(limit, instance, length)),
                meter);
    }

    private static void set(Field limit, Object instance, int length) {
        try {
            limit.setInt(instance, length);
        } catch (IllegalAccessException e) {
            throw new CompilationException("the class of a kernel hides a field: " + e.getMessage(), e);
        }
    }
}
