package dev.adjoint.codegen;

import dev.adjoint.api.CompilationException;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.KernelOutline;
import dev.adjoint.api.graph.Program;
import dev.adjoint.codegen.compile.SourceCompiler;
import dev.adjoint.codegen.emit.CostModel;
import dev.adjoint.codegen.emit.GeneratedSource;
import dev.adjoint.codegen.emit.Outlines;
import dev.adjoint.codegen.emit.ProgramEmitter;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.emit.Team;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.MemoryPlan;
import dev.adjoint.codegen.schedule.Schedule;
import dev.adjoint.codegen.tuning.Tuned;
import dev.adjoint.codegen.tuning.Tuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a program to a class: schedule, memory, source, compilation. Equal source is compiled once. */
final class ProgramCompiler {
    private static final int MOST_CACHED = 256;

    private final SourceCompiler compiler;
    private final Tuner tuner;
    private final Meter meter;
    private final Map<String, GeneratedClass> cache = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, GeneratedClass> eldest) {
            return size() > MOST_CACHED;
        }
    };

    ProgramCompiler(SourceCompiler compiler) {
        this(compiler, Meter.STANDARD);
    }

    /**
     * A compiler of programs.
     *
     * @param meter by which their runs are judged
     */
    ProgramCompiler(SourceCompiler compiler, Meter meter) {
        this.compiler = compiler;
        this.meter = meter;
        this.tuner = new Tuner(compiler, meter);
    }

    Executable compile(Program program, CompileOptions options) {
        int threads = Math.min(options.threads(), Runtime.getRuntime().availableProcessors());
        Team team = threads > 1 ? Team.of(threads) : Team.ALONE;
        int lanes = options.vectors() ? VectorModule.lanes() : 0;
        Target target = new Target(lanes, options.capacity(), team);
        return options.tiered()
                        && lanes > 0
                        && options.tuning().isEmpty()
                        && options.dump().isEmpty()
                ? tiered(program, options, target)
                : compile(program, options, target);
    }

    /**
     * A program of plain loops that becomes one for a target; that one at once where plain
     * loops would be straight-line code, whose variables need no room.
     */
    Executable tiered(Program program, CompileOptions options, Target target) {
        Schedule schedule = schedule(program, target);
        return ProgramEmitter.isStraightLine(schedule, plain(target))
                ? compile(program, options, target)
                : new TieredProgram(compilePlain(schedule, options, target), () -> compile(program, options, target));
    }

    /** Compiles plain loops for one thread that find everything where the vectors of a target would have it. */
    CompiledProgram compilePlain(Program program, CompileOptions options, Target target) {
        return compilePlain(schedule(program, target), options, target);
    }

    private CompiledProgram compilePlain(Schedule schedule, CompileOptions options, Target target) {
        Target plain = plain(target);
        return compile(schedule, ProgramEmitter.emit(schedule, plain), plain, options, Optional.empty());
    }

    private static Target plain(Target target) {
        return target.alone().withoutVectors();
    }

    /** Compiles for a target that need not be that of the options and of this machine. */
    CompiledProgram compile(Program program, CompileOptions options, Target target) {
        if (target.lanes() > 0) {
            VectorModule.showOperations();
        }
        Schedule schedule = schedule(program, target);
        GeneratedSource source = ProgramEmitter.emit(schedule, target);
        Target chosen = target;
        GeneratedSource standard = source;
        Optional<Tuned> tuned = options.tuning().map(tuning -> {
            awaitOperations(target);
            return tuner.tune(program, standard, target, tuning);
        });
        if (tuned.isPresent() && !tuned.get().choices().isEmpty()) {
            chosen = target.with(tuned.get().choices());
            schedule = schedule(program, chosen);
            source = ProgramEmitter.emit(schedule, chosen);
        }
        CompiledProgram executable = compile(schedule, source, chosen, options, tuned);
        awaitOperations(target);
        return executable;
    }

    private static void awaitOperations(Target target) {
        if (target.lanes() > 0) {
            VectorModule.awaitOperations();
        }
    }

    private static Schedule schedule(Program program, Target target) {
        return Schedule.of(
                program,
                new Identifiers(),
                target.lanes(),
                target.capacity(),
                target.choices().fusions());
    }

    private CompiledProgram compile(
            Schedule schedule, GeneratedSource source, Target target, CompileOptions options, Optional<Tuned> tuning) {
        Optional<GeneratedSource.Crew> crew = source.crew();
        int threads = crew.map(GeneratedSource.Crew::threads).orElse(1);
        MemoryPlan memory = crew.map(GeneratedSource.Crew::phases)
                .or(() -> source.written().phases())
                .map(phases -> MemoryPlan.of(schedule, options.capacity(), phases, threads))
                .orElseGet(() -> MemoryPlan.of(schedule, options.capacity()));
        options.dump().ifPresent(folder -> dump(folder, source));
        return new CompiledProgram(
                schedule,
                memory,
                options.capacity(),
                threads,
                code(source),
                source.kernels(),
                () -> Outlines.of(schedule, source),
                outlines -> reports(memory, options.capacity(), outlines, source, tuning),
                target.lanes(),
                ceilings ->
                        new CostModel(schedule, target, source.written().plain(), ceilings).kernels(source.written()),
                tuning.map(Tuned::outcome));
    }

    private static Map<String, String> reports(
            MemoryPlan memory,
            int capacity,
            List<KernelOutline> outlines,
            GeneratedSource source,
            Optional<Tuned> tuning) {
        String division = source.crew()
                .map(shared -> "divided among " + shared.threads() + " threads:\n" + shared.report())
                .orElse("");
        Map<String, String> reports = new LinkedHashMap<>();
        tuning.ifPresent(tuned -> reports.put("tuning", tuned.report()));
        reports.put("source", source.source());
        reports.put("memory", MemoryReport.of(memory.map().get(), memory.use(), capacity));
        reports.put("schedule", ScheduleReport.of(outlines) + division);
        return Map.copyOf(reports);
    }

    private GeneratedClass code(GeneratedSource source) {
        synchronized (cache) {
            return cache.computeIfAbsent(source.source(), key -> new GeneratedClass(compiler, source, meter));
        }
    }

    private static void dump(Path folder, GeneratedSource source) {
        Path file = folder.resolve(source.className().replace('.', '/') + ".java");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.source());
        } catch (IOException e) {
            throw new CompilationException("cannot write generated source to " + file + ": " + e.getMessage(), e);
        }
    }
}
