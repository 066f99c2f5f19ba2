package dev.adjoint.codegen;

import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.graph.Program;
import dev.adjoint.codegen.compile.JaninoCompiler;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.emit.Team;
import java.util.List;

/** Generated code for vectors of a width, and a number of threads, that this machine need not prefer or have. */
record LanesBackend(int lanes, Team team, long cache, boolean plain) implements Backend {
    private static final ProgramCompiler COMPILER = new ProgramCompiler(new JaninoCompiler());

    /**
     * Vectors of every width, and threads with vectors and without; any JVM that has the module runs vectors of any width, by
     * the machine's own or one number after the other.
     */
    static List<Backend> all() {
        return VectorModule.lanes() == 0
                ? List.of(ofThreads(2, 0), ofThreads(3, 0))
                : List.of(
                        new LanesBackend(4),
                        new LanesBackend(8),
                        new LanesBackend(16),
                        plainFor(16),
                        ofThreads(2, 16),
                        ofThreads(3, 8),
                        ofThreads(7, 4),
                        ofThreads(2, 0));
    }

    LanesBackend(int lanes) {
        this(lanes, Team.ALONE);
    }

    LanesBackend(int lanes, Team team) {
        this(lanes, team, new Target(lanes, 1).cache(), false);
    }

    /** A team that divides whatever can be divided. */
    static LanesBackend ofThreads(int threads, int lanes) {
        return new LanesBackend(lanes, new Team(threads, 0));
    }

    /** A cache that holds next to nothing, so that kernels run on as few rows at a time as they can. */
    static LanesBackend byRows(int threads, int lanes) {
        return new LanesBackend(lanes, threads == 1 ? Team.ALONE : new Team(threads, 0), 2, false);
    }

    /** Plain loops over what stands in memory as vectors would have it, as programs begin that become faster later. */
    static LanesBackend plainFor(int lanes) {
        return new LanesBackend(lanes, Team.ALONE, new Target(lanes, 1).cache(), true);
    }

    @Override
    public String pluginName() {
        String vectors = lanes == 0 ? "plain" : (plain ? "plain-for-" : "") + lanes + "-lanes";
        return "janino-" + vectors + (team.threads() == 1 ? "" : "-" + team.threads() + "-threads");
    }

    @Override
    public Executable compile(Program program, CompileOptions options) {
        Target target = new Target(lanes, options.capacity(), team).withCache(cache);
        return plain ? COMPILER.compilePlain(program, options, target) : COMPILER.compile(program, options, target);
    }
}
