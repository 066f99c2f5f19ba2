package dev.adjoint.cli;

import dev.adjoint.api.CompilationException;
import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.graph.Program;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.train.Engine;
import dev.adjoint.runtime.train.Programs;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One of the programs of a model, and what a backend makes of it. */
final class ProgramOptions {
    /** The programs of a model. */
    enum Kind {
        train,
        evaluate,
        predict
    }

    @Mixin
    private final ModelArgument model = new ModelArgument();

    @Option(
            names = "--program",
            paramLabel = "NAME",
            description = "Which program: train (the default), evaluate or predict.")
    private Kind kind = Kind.train;

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = Positive.class,
            description = "The largest number of rows of a run; by default the batch of training.")
    private @Nullable Integer batch;

    @Mixin
    private final EngineOptions engines = new EngineOptions();

    /** The name of the backend that compiled last. */
    private String backend = "";

    /** The program, rewritten, as a backend gets it. */
    Program program(PluginRegistry registry) {
        return program(model.spec(registry));
    }

    /** The program, made ready to run with as many rows as were asked for. */
    Executable compile(PluginRegistry registry) {
        return compile(registry, engines.engine(registry));
    }

    private Executable compile(PluginRegistry registry, Engine engine) {
        ModelSpec spec = model.spec(registry);
        Program program = program(spec);
        backend = engine.name();
        if (batch == null) {
            return engine.compile(program, Math.max(1, spec.training().batch()));
        }
        try {
            return engine.compile(program, batch);
        } catch (CompilationException e) {
            if (compiles(program, engine)) {
                throw new ConfigurationException("--batch is " + batch + ", too many rows: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    /** Whether a single row would do. */
    private static boolean compiles(Program program, Engine engine) {
        try {
            engine.withTuning(Optional.empty()).compile(program, 1);
            return true;
        } catch (CompilationException e) {
            return false;
        }
    }

    /** Prints a text that the backend has about the compiled program. */
    void printReport(String name, CommonOptions common) {
        PluginRegistry registry = common.registry();
        print(name, report(name, compile(registry), registry), common);
    }

    /**
     * The same, but for programs as plain values.
     *
     * @param plain what the text says, piece by piece
     */
    void printReport(String name, Function<Executable, Map<String, @Nullable Object>> plain, CommonOptions common) {
        PluginRegistry registry = common.registry();
        Executable executable = compile(registry);
        String report = report(name, executable, registry);
        if (common.json()) {
            common.printJson(plain.apply(executable));
        } else {
            print(name, report, common);
        }
    }

    /** Prints what was found by tuning, which takes place whether it was asked for or not. */
    void printTuning(CommonOptions common) {
        PluginRegistry registry = common.registry();
        Executable executable = compile(registry, engines.tuning(registry));
        String report = report("tuning", executable, registry);
        Optional<TuningReport> tuning = executable.tuning().map(TuningReport::new);
        if (common.json() && tuning.isPresent()) {
            common.printJson(tuning.get().plain());
        } else {
            print("tuning", report, common);
            tuning.flatMap(TuningReport::advice).ifPresent(common.out()::println);
        }
    }

    private static void print(String name, String report, CommonOptions common) {
        if (common.json()) {
            common.printJson(Map.of(name, report));
        } else {
            common.out().print(report);
            common.out().flush();
        }
    }

    private String report(String name, Executable executable, PluginRegistry registry) {
        return Reports.of(executable, name, backend, registry);
    }

    private Program program(ModelSpec spec) {
        return switch (kind) {
            case train ->
                Programs.training(spec.network().trace(true), spec.losses(), spec.optimizer(), spec.training(), false)
                        .program();
            case evaluate -> Programs.evaluation(spec.network().trace(false), spec.losses());
            case predict -> Programs.prediction(spec.network().trace(false));
        };
    }
}
