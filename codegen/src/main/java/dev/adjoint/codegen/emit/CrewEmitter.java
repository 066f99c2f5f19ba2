package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Loop;
import dev.adjoint.codegen.schedule.Phases;
import dev.adjoint.codegen.schedule.RowWise;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
    private final CrewLines run = new CrewLines();
    private final StringBuilder report = new StringBuilder();

    CrewEmitter(ProgramEmitter emitter, Schedule schedule, Target target, CostModel cost) {
        this.emitter = emitter;
        this.schedule = schedule;
        this.target = target;
        this.cost = cost;
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

    List<String> lines() {
        for (Group group : schedule.groups()) {
            Loop loop = group.loop();
            if (loop == null) {
                kernel(group, divides(group));
            } else if (divides(group)) {
                loop(group, loop);
            } else {
                run.undivided(
                        group, emitter.call(group, target, List.of()), schedule.reads(group), loopWrites(group, loop));
                report(group, "one thread");
            }
        }
        return run.lines();
    }

    Phases phases() {
        return run.phases();
    }

    /** Which kernels are divided, and along what. */
    String report() {
        return report.toString();
    }

    private void report(Group group, String how) {
        String first = group.stores().isEmpty()
                ? group.anchor() == null ? "" : group.anchor().op().label()
                : group.stores().get(0).place().buffer().name();
        report.append(String.format(Locale.ROOT, "%-36s %10.1f us  %s%n", first, cost.microseconds(group), how));
    }

    private Set<Buffer> loopWrites(Group group, Loop loop) {
        Set<Buffer> writes = new HashSet<>(schedule.writes(group));
        for (List<Group> inner : List.of(loop.prologue(), loop.body())) {
            for (Group each : inner) {
                Loop nested = each.loop();
                writes.addAll(nested == null ? schedule.writes(each) : loopWrites(each, nested));
            }
        }
        return writes;
    }

    private void kernel(Group group, boolean divided) {
        Target way = divided ? target.divided(Target.Division.BEST) : target;
        add(group, group, emitter.kernel(group, way, List.of()), schedule.writes(group));
    }

    /** The calls of a kernel's methods. */
    private void add(Group time, Group group, List<Method> written, Set<Buffer> writes) {
        Set<Buffer> working = new HashSet<>(group.working());
        working.removeAll(schedule.layout().ofEachThread());
        Set<Buffer> reads = new HashSet<>(schedule.reads(group));
        for (Method method : written) {
            if (method.use() == Method.Use.BEFORE) {
                run.divided(time, divided(method), reads, working);
            }
        }
        Method method = written.get(0);
        boolean prepared = written.stream().anyMatch(other -> other.use() == Method.Use.BEFORE);
        Set<Buffer> all = new HashSet<>(writes);
        if (prepared) {
            reads.addAll(working);
        } else {
            all.addAll(working);
        }
        if (method.share().isPresent()) {
            run.divided(time, divided(method), reads, all);
            report(group, "by " + method.share().get());
        } else {
            run.undivided(time, ProgramEmitter.call(method), reads, all);
            report(group, "one thread");
        }
    }

    private static String divided(Method method) {
        return call(method, method.share().orElseThrow().arguments());
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
                .forEach(start -> add(
                        group,
                        start,
                        emitter.kernel(start, target.divided(Target.Division.BEST), List.of()),
                        schedule.writes(start)));
        String time = loop.time().name();
        List<String> body = new ArrayList<>();
        long rowStep = 1;
        boolean byRows = true;
        for (Group step : loop.body()) {
            List<Method> written = emitter.kernel(step, target.divided(Target.Division.ROWS), List.of(time));
            for (Method before : written) {
                if (before.use() == Method.Use.BEFORE_LOOP && before.share().isPresent()) {
                    run.divided(group, divided(before), Set.of(), Set.of());
                } else if (before.use() == Method.Use.BEFORE_LOOP) {
                    run.undivided(group, ProgramEmitter.call(before), Set.of(), Set.of());
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
        emitter.add(new Method(
                name, List.of(), "steps of " + group.anchor(), lines, Method.Use.SEQUENCE, java.util.Optional.empty()));
        run.divided(group, name + "(rows, key, thread, threads, barrier);", Set.of(), Set.of());
        run.meet();
        report(group, byRows ? "by rows in steps of " + rowStep : "one thread");
    }
}
