package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.ArgMax;
import dev.adjoint.api.op.CustomKernel;
import dev.adjoint.api.op.CustomKernelGradient;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Fold;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.ScatterAdd;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.plugin.Kernel;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Loop;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the methods of a program: one for each kernel, and one that calls them in order. */
public final class ProgramEmitter {
    private static final Map<Class<? extends Op>, KernelEmitter> EMITTERS = Map.of(
            Sum.class, new ReductionEmitter(),
            Max.class, new ReductionEmitter(),
            ArgMax.class, new ReductionEmitter(),
            Dot.class, new DotEmitter(),
            Fold.class, new FoldEmitter(),
            ScatterAdd.class, new ScatterEmitter());
    private static final KernelEmitter ELEMENTWISE = new MapEmitter();
    /** The most calls in one method, so that it stays far below the size that the JIT gives up on. */
    private static final int MOST_CALLS = 300;

    private final Schedule schedule;
    private final Target target;
    private final CallEmitter calls = new CallEmitter();
    private final List<Method> methods = new ArrayList<>();

    private ProgramEmitter(Schedule schedule, Target target) {
        this.schedule = schedule;
        this.target = target;
    }

    /** The program as the source of a class. */
    public static GeneratedSource emit(Schedule schedule, Target target) {
        ProgramEmitter emitter = new ProgramEmitter(schedule, target);
        List<String> run = emitter.sequence(schedule.groups(), List.of());
        List<String> parts = new ArrayList<>();
        if (run.size() <= MOST_CALLS) {
            parts.addAll(run);
        } else {
            for (int start = 0; start < run.size(); start += MOST_CALLS) {
                String name = schedule.layout().identifiers().unique("part");
                parts.add(name + "(rows, key);");
                List<String> body = run.subList(start, Math.min(run.size(), start + MOST_CALLS));
                emitter.methods.add(new Method(name, List.of(), "", body));
            }
        }
        List<Kernel> kernels =
                emitter.calls.calls().stream().map(CallEmitter.Call::kernel).toList();
        String source = new ClassWriter(schedule, target, emitter.calls.calls()).write(parts, emitter.methods);
        return new GeneratedSource(ClassWriter.className(schedule), source, kernels);
    }

    private List<String> sequence(List<Group> groups, List<String> counters) {
        List<String> lines = new ArrayList<>();
        for (Group group : groups) {
            String name = schedule.layout().identifiers().unique(wish(group));
            List<Method> written = write(group, name, counters);
            methods.addAll(written);
            lines.add(call(written.get(0)));
        }
        return lines;
    }

    private static String call(Method method) {
        StringBuilder call = new StringBuilder(method.name()).append("(rows, key");
        method.counters().forEach(counter -> call.append(", ").append(counter));
        return call.append(");").toString();
    }

    private List<Method> write(Group group, String name, List<String> counters) {
        Loop loop = group.loop();
        if (loop != null) {
            return List.of(loop(group, loop, name, counters));
        }
        Tensor anchor = group.anchor();
        if (anchor != null && (anchor.op() instanceof CustomKernel || anchor.op() instanceof CustomKernelGradient)) {
            return calls.emit(schedule, group, name, counters);
        }
        KernelEmitter emitter =
                anchor == null ? ELEMENTWISE : EMITTERS.get(anchor.op().getClass());
        if (emitter == null) {
            throw new IllegalStateException("no emitter for " + anchor);
        }
        if (target.hasVectors()) {
            try {
                List<Method> written = emitter.emit(schedule, group, target, name, counters);
                if (written.stream().noneMatch(Method::isTooLargeForVectors)) {
                    return written;
                }
            } catch (NotVectorizable plainInstead) {
                return emitter.emit(schedule, group, Target.PLAIN, name, counters);
            }
        }
        return emitter.emit(schedule, group, Target.PLAIN, name, counters);
    }

    private Method loop(Group group, Loop loop, String name, List<String> counters) {
        String time = loop.time().name();
        List<String> inner = new ArrayList<>(counters);
        inner.add(time);
        List<String> lines = new ArrayList<>(sequence(loop.prologue(), counters));
        long length = loop.time().extent().factor();
        String header = loop.reverse()
                ? "for (int " + time + " = " + (length - 1) + "; " + time + " >= 0; " + time + "--)"
                : "for (int " + time + " = 0; " + time + " < " + length + "; " + time + "++)";
        lines.addAll(Scope.braced(header, sequence(loop.body(), inner)));
        return new Method(name, counters, "steps of " + group.anchor(), lines);
    }

    /** A kernel is named after what it fills. */
    private String wish(Group group) {
        Tensor anchor = group.anchor();
        String label =
                anchor == null ? "" : schedule.layout().program().label(anchor).orElse("");
        if (anchor != null && group.stores().isEmpty()) {
            return label + "-" + anchor.op().label() + "-kernel";
        }
        String first = group.stores().isEmpty()
                ? "kernel"
                : group.stores().get(0).place().buffer().name();
        boolean update = group.stores().stream()
                .anyMatch(store -> store.place().buffer().kind() == dev.adjoint.codegen.schedule.Buffer.Kind.VARIABLE);
        return (update ? "update-" : "compute-") + first;
    }
}
