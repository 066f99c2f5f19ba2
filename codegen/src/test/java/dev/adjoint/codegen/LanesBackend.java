package dev.adjoint.codegen;

import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.graph.Program;
import dev.adjoint.codegen.compile.JaninoCompiler;
import dev.adjoint.codegen.emit.GeneratedSource;
import dev.adjoint.codegen.emit.ProgramEmitter;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.MemoryPlan;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.Map;

/** Generated code for vectors of a width that this machine need not prefer. */
record LanesBackend(int lanes) implements Backend {
    @Override
    public Executable compile(Program program, CompileOptions options) {
        Schedule schedule = Schedule.of(program, new Identifiers(), lanes, options.capacity());
        GeneratedSource source = ProgramEmitter.emit(schedule, new Target(lanes, options.capacity()));
        MemoryPlan memory = MemoryPlan.of(schedule, options.capacity());
        return new CompiledProgram(
                schedule,
                memory,
                options.capacity(),
                new JaninoCompiler().compile(source).getConstructors()[0],
                source.kernels(),
                Map.of("source", source.source()));
    }
}
