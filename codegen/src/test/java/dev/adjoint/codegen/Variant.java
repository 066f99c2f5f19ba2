package dev.adjoint.codegen;

import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.graph.Program;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import dev.adjoint.testkit.program.Feed;
import dev.adjoint.testkit.program.Nature;
import dev.adjoint.testkit.program.Outcome;
import dev.adjoint.testkit.program.RandomProgram;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ways in which a program becomes code; all of them give the same bits. */
enum Variant {
    JANINO(new JaninoBackend(), true),
    JANINO_PLAIN(new JaninoBackend(), false),
    JANINO_4_LANES(new LanesBackend(4), true),
    JANINO_8_LANES(new LanesBackend(8), true),
    JANINO_16_LANES(new LanesBackend(16), true),
    JANINO_PLAIN_FOR_4_LANES(LanesBackend.plainFor(4), true),
    JANINO_PLAIN_FOR_8_LANES(LanesBackend.plainFor(8), true),
    JANINO_PLAIN_FOR_16_LANES(LanesBackend.plainFor(16), true),
    JANINO_BY_ROWS(LanesBackend.byRows(1, 8), true),
    JANINO_BY_ROWS_PLAIN(LanesBackend.byRows(1, 0), true),
    JANINO_BY_ROWS_2_THREADS(LanesBackend.byRows(2, 8), true),
    JANINO_BY_ROWS_3_THREADS(LanesBackend.byRows(3, 16), true),
    JANINO_BY_ROWS_2_THREADS_PLAIN(LanesBackend.byRows(2, 0), true),
    JANINO_2_THREADS(LanesBackend.ofThreads(2, 8), true),
    JANINO_3_THREADS(LanesBackend.ofThreads(3, 8), true),
    JANINO_7_THREADS(LanesBackend.ofThreads(7, 16), true),
    JANINO_2_THREADS_PLAIN(LanesBackend.ofThreads(2, 0), true),
    JANINO_3_THREADS_PLAIN(LanesBackend.ofThreads(3, 0), true),
    JAVAC(new JavacBackend(), true);

    private final Backend backend;
    private final boolean vectors;

    Variant(Backend backend, boolean vectors) {
        this.backend = backend;
        this.vectors = vectors;
    }

    Executable compile(Program program, int capacity) {
        return backend.compile(program, CompileOptions.forRows(capacity).withVectors(vectors));
    }

    /** The source that a program becomes. */
    String source(Program program, int capacity) {
        return compile(program, capacity).reports().getOrDefault("source", "");
    }

    /** Where the bits of steps of so many rows each differ from the interpreter's. */
    Optional<String> difference(TrainingExample example, int capacity, List<Integer> rows) {
        return Outcome.difference(
                example.interpret(capacity, rows), example.train(compile(example.program(), capacity), rows));
    }

    /** Where the bits of a run with as many rows as there may be differ from the interpreter's. */
    Optional<String> difference(Program program, int rows) {
        Feed feed = new RandomProgram(1, Nature.SMOOTH, program, Map.of()).feed(rows, 2, 0);
        return feed.run(new InterpreterBackend().compile(program, CompileOptions.forRows(rows)), 1)
                .difference(feed.run(compile(program, rows), 1));
    }
}
