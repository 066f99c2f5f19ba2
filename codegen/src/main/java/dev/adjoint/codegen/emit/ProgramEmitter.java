package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.ArgMax;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Fold;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.ScatterAdd;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.plugin.Kernel;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Loop;
import dev.adjoint.codegen.schedule.Phases;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    /** The same for calls that say which part of a loop to run, and so are longer. */
    private static final int MOST_DIVIDED_CALLS = 80;

    /**
     * Below this share of the program's time a kernel is written as plain loops. Vectors would save nothing there, and until
     * C2 has compiled a kernel, which takes thousands of runs of a small one, each vector is an object.
     */
    private static final double SMALL_SHARE = 1.0 / 2000;

    private final Schedule schedule;
    private final Target target;
    private final CostModel cost;
    private final CostModel costOfNumbers;
    private final double smallMicroseconds;
    private final CallEmitter calls = new CallEmitter();
    private final List<Method> methods = new ArrayList<>();
    private final Map<Group, String> names = new HashMap<>();
    private final Set<Group> plain = new HashSet<>();

    private ProgramEmitter(Schedule schedule, Target target) {
        this.schedule = schedule;
        this.target = target;
        this.cost = CostModel.typical(schedule, target);
        this.costOfNumbers = cost.ofNumbers();
        this.smallMicroseconds = SMALL_SHARE
                * schedule.groups().stream().mapToDouble(cost::microseconds).sum();
    }

    /** The program as the source of a class. */
    public static GeneratedSource emit(Schedule schedule, Target target) {
        ProgramEmitter emitter = new ProgramEmitter(schedule, target);
        CrewEmitter crew = new CrewEmitter(emitter, schedule, target, emitter.cost);
        if (crew.isWorthIt()) {
            return emitter.emit(crew);
        }
        return emitter.straightLine()
                .map(run -> emitter.emit(run, Optional.empty()))
                .orElseGet(emitter::emitByRows);
    }

    /** Whether the program becomes straight-line code, in which there are no kernels. */
    public static boolean isStraightLine(Schedule schedule, Target target) {
        return StraightLine.of(schedule, target).isPresent();
    }

    /**
     * The kernels of a schedule as a class that runs them in the way in which they run in a whole program, however few they
     * are: to time them. {@link TrialLimit} cuts its sums short.
     */
    public static GeneratedSource emitTrial(Schedule schedule, Target target) {
        Target trial = target.forTrial();
        ProgramEmitter emitter = new ProgramEmitter(schedule, trial);
        CrewEmitter crew = new CrewEmitter(emitter, schedule, trial, emitter.cost);
        return schedule.groups().stream().anyMatch(crew::divides)
                ? emitter.emit(crew)
                : emitter.emit(emitter.sequence(schedule.groups(), List.of()), Optional.empty());
    }

    private GeneratedSource emitByRows() {
        RowBlocks blocks = new RowBlocks(this, schedule, target.alone());
        List<String> lines = new ArrayList<>();
        Phases phases = new Phases();
        for (RowBlocks.Step step : blocks.steps()) {
            List<Group> kernels = step.block().map(RowBlocks.Block::kernels).orElse(List.of(step.first()));
            kernels.forEach(group -> phases.runs(group, lines.size()));
            lines.add(step.block()
                    .map(block -> call(block.method()))
                    .orElseGet(() -> call(step.first(), target, List.of())));
        }
        return emit(lines, Optional.of(phases));
    }

    private GeneratedSource emit(List<String> run, Optional<Phases> phases) {
        List<String> parts = new ArrayList<>();
        if (run.size() <= MOST_CALLS) {
            parts.addAll(run);
        } else {
            for (int start = 0; start < run.size(); start += MOST_CALLS) {
                String name = schedule.layout().identifiers().unique("part");
                parts.add(name + "(rows, key);");
                List<String> body = run.subList(start, Math.min(run.size(), start + MOST_CALLS));
                methods.add(new Method(name, List.of(), "", body));
            }
        }
        List<Kernel> kernels =
                calls.calls().stream().map(CallEmitter.Call::kernel).toList();
        String source = new ClassWriter(schedule, target, calls.calls()).write(parts, methods, false);
        return new GeneratedSource(ClassWriter.className(schedule), source, kernels, Optional.empty(), written(phases));
    }

    private GeneratedSource emit(CrewEmitter crew) {
        CrewLines lines = crew.lines();
        List<String> work = lines.lines();
        List<String> parts = new ArrayList<>();
        for (List<String> part : split(work)) {
            if (part.size() == work.size()) {
                parts.addAll(part);
            } else {
                String name = schedule.layout().identifiers().unique("part");
                parts.add(name + "(rows, key, thread, threads, barrier);");
                methods.add(new Method(name, List.of(), "", part, Method.Use.SEQUENCE, Optional.empty()));
            }
        }
        List<Kernel> kernels =
                calls.calls().stream().map(CallEmitter.Call::kernel).toList();
        String source = new ClassWriter(schedule, target, calls.calls()).write(parts, methods, true);
        GeneratedSource.Crew shared =
                new GeneratedSource.Crew(target.team().threads(), lines.phases(), crew.divisions(), crew.report());
        return new GeneratedSource(
                ClassWriter.className(schedule), source, kernels, Optional.of(shared), written(Optional.empty()));
    }

    private GeneratedSource.Written written(Optional<Phases> phases) {
        return new GeneratedSource.Written(names, plain, phases);
    }

    /** Pieces of so many lines, none of which begins inside a block. */
    private static List<List<String>> split(List<String> lines) {
        List<List<String>> pieces = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= lines.size(); end++) {
            boolean inside = end < lines.size()
                    && (lines.get(end).startsWith(" ") || lines.get(end).startsWith("}"));
            if (end == lines.size() || end - start >= MOST_DIVIDED_CALLS && !inside) {
                pieces.add(lines.subList(start, end));
                start = end;
            }
        }
        return pieces;
    }

    private Optional<List<String>> straightLine() {
        Optional<Method> method = StraightLine.of(schedule, target);
        method.ifPresent(written -> {
            methods.add(written);
            schedule.layout().keepInRegisters();
        });
        return method.map(written -> List.of(call(written)));
    }

    private List<String> sequence(List<Group> groups, List<String> counters) {
        List<String> lines = new ArrayList<>();
        for (Group group : groups) {
            lines.add(call(group, target, counters));
        }
        return lines;
    }

    /** Writes a kernel; returns the call of it. */
    String call(Group group, Target way, List<String> counters) {
        return call(kernel(group, way, counters).get(0));
    }

    /** Writes the methods of a kernel, and adds them to the class. */
    List<Method> kernel(Group group, Target way, List<String> counters) {
        List<Method> written = draft(group, way, counters);
        add(group, written);
        return written;
    }

    /** Writes the methods of a kernel, which are not added to the class yet. */
    List<Method> draft(Group group, Target way, List<String> counters) {
        return write(group, way, name(group), counters);
    }

    void add(Group group, List<Method> written) {
        names.put(group, written.get(0).name());
        methods.addAll(written);
    }

    void add(Method method) {
        methods.add(method);
    }

    String name(Group group) {
        return schedule.layout().identifiers().unique(wish(group));
    }

    static String call(Method method) {
        StringBuilder call = new StringBuilder(method.name()).append("(rows, key");
        method.counters().forEach(counter -> call.append(", ").append(counter));
        return call.append(");").toString();
    }

    private List<Method> write(Group group, Target way, String name, List<String> counters) {
        Loop loop = group.loop();
        if (loop != null) {
            return List.of(loop(group, loop, name, counters));
        }
        if (CallEmitter.isCall(group)) {
            return calls.emit(schedule, group, name, counters);
        }
        Tensor anchor = group.anchor();
        KernelEmitter emitter =
                anchor == null ? ELEMENTWISE : EMITTERS.get(anchor.op().getClass());
        if (emitter == null) {
            throw new IllegalStateException("no emitter for " + anchor);
        }
        if (target.hasVectors() && !isSmall(group)) {
            try {
                List<Method> written = emitter.emit(schedule, group, way, name, counters);
                if (written.stream().noneMatch(Method::isTooLargeForVectors)) {
                    return written;
                }
            } catch (NotVectorizable plainInstead) {
                plain.add(group);
                return emitter.emit(schedule, group, way.withoutVectors(), name, counters);
            }
        }
        plain.add(group);
        return emitter.emit(schedule, group, way.withoutVectors(), name, counters);
    }

    private boolean isSmall(Group group) {
        return costOfNumbers.microseconds(group) < smallMicroseconds;
    }

    private Method loop(Group group, Loop loop, String name, List<String> counters) {
        List<String> inner = new ArrayList<>(counters);
        inner.add(loop.time().name());
        List<String> lines = new ArrayList<>(sequence(loop.prologue(), counters));
        List<String> body = new ArrayList<>();
        for (Group step : loop.body()) {
            List<Method> written = kernel(step, target, inner);
            body.add(call(written.get(0)));
            written.stream()
                    .filter(method -> method.use() == Method.Use.BEFORE_LOOP)
                    .map(ProgramEmitter::call)
                    .forEach(lines::add);
        }
        lines.addAll(steps(loop, body));
        return new Method(name, counters, "steps of " + group.anchor(), lines);
    }

    /** The loop around the lines of a step. */
    static List<String> steps(Loop loop, List<String> body) {
        String time = loop.time().name();
        long length = loop.time().extent().factor();
        String header = loop.reverse()
                ? "for (int " + time + " = " + (length - 1) + "; " + time + " >= 0; " + time + "--)"
                : "for (int " + time + " = 0; " + time + " < " + length + "; " + time + "++)";
        return Scope.braced(header, body);
    }

    /** Whether a kernel that sums rows can add those of some rows after those of others. */
    boolean canSumByRows(Group group, long rows) {
        return target.hasVectors()
                && !isSmall(group)
                && Cuts.tiling(new KernelContext(schedule, group, target))
                        .filter(tiling -> SumParts.canGoByRows(group, tiling, rows))
                        .isPresent();
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
