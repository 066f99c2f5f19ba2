package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Loop;
import dev.adjoint.codegen.schedule.RowWise;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the run of a program for several threads: each runs the same code on its part of every kernel that is worth
 * dividing; the first one runs the others.
 */
final class CrewEmitter {
    private final ProgramEmitter emitter;
    private final Schedule schedule;
    private final Target target;
    private final CostModel cost;
    private final CrewPhases run;
    private final Map<Group, List<Method>> drafts = new HashMap<>();
    private List<RowBlocks.Step> steps = List.of();
    /** The calls of kernels that run together on blocks of rows. */
    private final Map<RowBlocks.Block, CrewCall> blocks = new HashMap<>();
    /** Calls that copy what a kernel reads. */
    private final List<CrewCall> copies = new ArrayList<>();

    private final Map<Group, String> divisions = new LinkedHashMap<>();

    CrewEmitter(ProgramEmitter emitter, Schedule schedule, Target target, CostModel cost) {
        this.emitter = emitter;
        this.schedule = schedule;
        this.target = target;
        this.cost = cost;
        this.run = new CrewPhases(target);
    }

    /** Whether all that is worth dividing is worth waking the other threads for. */
    boolean isWorthIt() {
        if (target.team().threads() == 1) {
            return false;
        }
        double divided = schedule.groups().stream()
                .filter(this::divides)
                .mapToDouble(cost::microseconds)
                .sum();
        return divided > 0 && target.team().isWorthWaking(divided);
    }

    /** Whether the threads divide a kernel, or the steps of a loop. */
    boolean divides(Group group) {
        Loop loop = group.loop();
        return target.team().isWorthDividing(cost.microseconds(group))
                && (loop == null || RowWise.isPossible(schedule, loop));
    }

    /** The calls of a run, with barriers between them. */
    CrewLines lines() {
        steps = new RowBlocks(emitter, schedule, target).steps();
        for (RowBlocks.Step step : steps) {
            step.block().ifPresent(block -> blocks.put(block, call(block)));
            Group group = step.first();
            if (step.block().isEmpty() && group.loop() == null && divides(group)) {
                drafts.put(group, emitter.draft(group, target.divided(Target.Division.BEST), List.of()));
            }
        }
        for (Group group : new SmallKernels(this, steps, schedule, target, cost).byRows()) {
            drafts.put(group, emitter.draft(group, target.divided(Target.Division.ROWS), List.of()));
        }
        for (RowBlocks.Step step : steps) {
            add(step);
        }
        copies.forEach(run::delay);
        return new CrewLines(run.calls(), target.team().threads());
    }

    private void add(RowBlocks.Step step) {
        Group group = step.first();
        Loop loop = group.loop();
        if (step.block().isPresent()) {
            run.add(callOf(step.block().get()));
            step.block().get().kernels().forEach(kernel -> divisions.put(kernel, "by blocks of rows"));
        } else if (loop == null) {
            List<Method> draft = drafts.computeIfAbsent(group, alone -> emitter.draft(alone, target, List.of()));
            emitter.add(group, draft);
            add(group, group, draft);
        } else if (divides(group)) {
            loop(group, loop);
        } else {
            run.add(alone(group, emitter.call(group, target, List.of())));
            divisions.put(group, "one thread");
        }
    }

    private CrewCall callOf(RowBlocks.Block block) {
        return Objects.requireNonNull(blocks.get(block));
    }

    /** The call of a block of kernels, which leave nothing behind but what others read as well. */
    private CrewCall call(RowBlocks.Block block) {
        Share share = block.method().share().orElseThrow();
        Set<Buffer> reads = new HashSet<>();
        Set<Buffer> writes = new HashSet<>();
        Map<Buffer, Set<Optional<Stretch>>> touched = new HashMap<>();
        for (Group group : block.kernels()) {
            reads.addAll(schedule.reads(group));
            writes.addAll(schedule.writes(group));
            writes.addAll(group.working());
            Map<Buffer, Stretch> stretches = Stretch.ofRows(schedule, group, share);
            for (Set<Buffer> own : List.of(schedule.reads(group), schedule.writes(group))) {
                own.forEach(buffer -> touched.computeIfAbsent(buffer, key -> new HashSet<>())
                        .add(Optional.ofNullable(stretches.get(buffer))));
            }
        }
        Map<Buffer, Stretch> stretches = new HashMap<>();
        touched.forEach((buffer, ways) -> {
            if (ways.size() == 1) {
                ways.iterator().next().ifPresent(only -> stretches.put(buffer, only));
            }
        });
        reads.removeAll(schedule.layout().ofEachThread());
        writes.removeAll(schedule.layout().ofEachThread());
        double microseconds =
                block.kernels().stream().mapToDouble(cost::microseconds).sum();
        return divided(block.kernels(), block.method(), reads, writes, stretches, microseconds);
    }

    /** How long a run takes in which some small kernels are divided along the rows; the others that are divided have drafts. */
    double microseconds(Set<Group> byRows) {
        CrewPhases trial = new CrewPhases(target);
        for (RowBlocks.Step step : steps) {
            Group group = step.first();
            List<Method> draft = drafts.get(group);
            if (step.block().isPresent()) {
                trial.add(callOf(step.block().get()).anew());
            } else if (draft != null) {
                calls(group, group, draft).forEach(trial::add);
            } else if (byRows.contains(group)) {
                Share rows = new Share(new Atom.Counter("rows", new Size(1, 1)), 1);
                trial.add(CrewCall.divided(
                        List.of(group),
                        rows,
                        share -> "",
                        schedule.reads(group),
                        schedule.writes(group),
                        Stretch.ofRows(schedule, group, rows),
                        cost.microseconds(group)));
            } else if (group.loop() != null && divides(group)) {
                trial.meet();
                trial.add(CrewCall.ofAll(group, ""));
                trial.meet();
            } else {
                trial.add(alone(group, ""));
            }
        }
        return trial.microseconds();
    }

    private CrewCall alone(Group group, String call) {
        return CrewCall.ofOne(group, call, schedule.reads(group), schedule.allWrites(group), cost.microseconds(group));
    }

    /** Which kernels are divided, and along what. */
    Map<Group, String> divisions() {
        return divisions;
    }

    /** The same as a text for people. */
    String report() {
        StringBuilder report = new StringBuilder();
        divisions.forEach((group, how) -> {
            String first = group.stores().isEmpty()
                    ? group.anchor() == null ? "" : group.anchor().op().label()
                    : group.stores().get(0).place().buffer().name();
            report.append(String.format(Locale.ROOT, "%-36s %10.1f us  %s%n", first, cost.microseconds(group), how));
        });
        return report.toString();
    }

    private void add(Group time, Group group, List<Method> written) {
        List<CrewCall> calls = calls(time, group, written);
        calls.forEach(run::add);
        copies.addAll(calls.subList(0, calls.size() - 1));
        divisions.put(group, written.get(0).share().map(share -> "by " + share).orElse("one thread"));
    }

    /** The calls of a kernel's methods, the kernel itself last. */
    private List<CrewCall> calls(Group time, Group group, List<Method> written) {
        List<CrewCall> calls = new ArrayList<>();
        Set<Buffer> working = new HashSet<>(group.working());
        working.removeAll(schedule.layout().ofEachThread());
        Set<Buffer> reads = new HashSet<>(schedule.reads(group));
        for (Method method : written) {
            if (method.use() == Method.Use.BEFORE) {
                calls.add(divided(List.of(time), method, Set.copyOf(reads), working, Map.of(), 0));
            }
        }
        Method method = written.get(0);
        Set<Buffer> all = new HashSet<>(schedule.writes(group));
        if (calls.isEmpty()) {
            all.addAll(working);
        } else {
            reads.addAll(working);
        }
        double microseconds = cost.microseconds(group);
        if (method.share().isPresent()) {
            Map<Buffer, Stretch> stretches =
                    Stretch.of(schedule, group, method.share().get());
            calls.add(divided(List.of(time), method, reads, all, stretches, microseconds));
        } else {
            calls.add(CrewCall.ofOne(time, ProgramEmitter.call(method), reads, all, microseconds));
        }
        return calls;
    }

    private static CrewCall divided(
            List<Group> times,
            Method method,
            Set<Buffer> reads,
            Set<Buffer> writes,
            Map<Buffer, Stretch> stretches,
            double microseconds) {
        Share share = method.share().orElseThrow();
        return CrewCall.divided(
                times, share, chosen -> call(method, chosen.arguments()), reads, writes, stretches, microseconds);
    }

    /** The call of a method on a part of the loop that it shares. */
    static String call(Method method, String range) {
        List<String> arguments = new ArrayList<>(List.of("rows", "key"));
        arguments.addAll(method.counters().subList(0, method.counters().size() - 2));
        arguments.add(range);
        return method.name() + "(" + String.join(", ", arguments) + ");";
    }

    /** A loop in which each thread works on some rows, and waits for nobody. */
    private void loop(Group group, Loop loop) {
        run.meet();
        loop.prologue()
                .forEach(start ->
                        add(group, start, emitter.kernel(start, target.divided(Target.Division.BEST), List.of())));
        String time = loop.time().name();
        List<String> body = new ArrayList<>();
        long rowStep = 1;
        boolean byRows = true;
        for (Group step : loop.body()) {
            List<Method> written = emitter.kernel(step, target.divided(Target.Division.ROWS), List.of(time));
            for (Method before : written) {
                if (before.use() == Method.Use.BEFORE_LOOP && before.share().isPresent()) {
                    run.add(divided(List.of(group), before, Set.of(), Set.of(), Map.of(), 0));
                } else if (before.use() == Method.Use.BEFORE_LOOP) {
                    run.add(CrewCall.ofOne(group, ProgramEmitter.call(before), Set.of(), Set.of(), 0));
                }
            }
            Method method = written.get(0);
            if (method.share().isEmpty()) {
                byRows = false;
                body.add(ProgramEmitter.call(method));
                continue;
            }
            Share share = method.share().get();
            rowStep = share.rowStepWith(rowStep);
            body.add(call(method, share.argumentsOfRows()));
        }
        run.meet();
        List<String> lines = new ArrayList<>();
        String rows = byRows ? "rows, " + rowStep : "rows, Math.max(rows, 1)";
        lines.add("int fromRow = Parts.start(" + rows + ", thread, threads);");
        lines.add("int toRow = Parts.start(" + rows + ", thread + 1, threads);");
        List<String> steps = ProgramEmitter.steps(loop, body);
        // A kernel without a loop along the rows keeps the whole loop on one thread: the one that has all rows.
        lines.addAll(byRows ? steps : Scope.braced("if (fromRow < toRow)", steps));
        String name = emitter.name(group);
        Method method =
                new Method(name, List.of(), "steps of " + group.anchor(), lines, Method.Use.SEQUENCE, Optional.empty());
        emitter.add(group, List.of(method));
        run.add(CrewCall.ofAll(group, name + "(rows, key, thread, threads, barrier);"));
        run.meet();
        divisions.put(group, byRows ? "by rows in steps of " + rowStep : "one thread");
    }
}
