package dev.adjoint.codegen;

import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.graph.Program;
import dev.adjoint.codegen.compile.JaninoCompiler;
import dev.adjoint.codegen.emit.GeneratedSource;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.emit.Team;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that take turns: between two barriers one of them does all that it has to do there before the next one begins.
 * What a thread needs of another one without a barrier in between is not there yet in one order of threads, or gone in
 * the other one.
 */
public final class Turns {
    private static final AtomicInteger TURN = new AtomicInteger();
    private static final AtomicInteger TAKEN = new AtomicInteger();
    private static volatile boolean lastFirst;

    private Turns() {}

    /** A backend for which all threads do so. */
    static Backend backend(int lanes, Team team) {
        ProgramCompiler compiler = new ProgramCompiler(source -> new JaninoCompiler().compile(withTurns(source)));
        return new Backend() {
            @Override
            public String pluginName() {
                return "turns";
            }

            @Override
            public Executable compile(Program program, CompileOptions options) {
                return compiler.compile(program, options, new Target(lanes, options.capacity(), team));
            }
        };
    }

    /** Which thread comes first, from now on. */
    static void begin(boolean last) {
        lastFirst = last;
        TURN.set(0);
        TAKEN.set(0);
    }

    /** How many turns there were. */
    static int taken() {
        return TAKEN.get();
    }

    private static GeneratedSource withTurns(GeneratedSource source) {
        String name = Turns.class.getName();
        String begin = name + ".take(thread, threads);";
        String end = name + ".pass(thread, threads);";
        String work = "public void work(int rows, long key, int thread, int threads, Barrier barrier) {";
        String text = source.source().replace("barrier.await(thread);", end + " barrier.await(thread); " + begin);
        int first = text.indexOf(work) + work.length();
        int last = text.indexOf("\n    }", first);
        if (first > work.length()) {
            text = text.substring(0, first) + begin + text.substring(first, last) + "\n" + end + text.substring(last);
        }
        return new GeneratedSource(source.className(), text, source.kernels(), source.crew(), source.written());
    }

    /** Waits until it is a thread's turn. */
    public static void take(int thread, int threads) {
        while (threads > 1 && TURN.get() != place(thread, threads)) {
            Thread.yield();
        }
    }

    /** Ends a thread's turn. */
    public static void pass(int thread, int threads) {
        if (threads > 1) {
            TAKEN.incrementAndGet();
            TURN.set((place(thread, threads) + 1) % threads);
        }
    }

    private static int place(int thread, int threads) {
        return lastFirst ? threads - 1 - thread : thread;
    }
}
