package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Phases;
import dev.adjoint.codegen.schedule.RowMemory;
import dev.adjoint.codegen.schedule.RowWise;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Kernels that follow each other and work row by row, run on some rows after the others: what one of them leaves for the next
 * is still in the cache.
 *
 * <pre>
 * for (int fromRow = 0; fromRow &lt; rows; fromRow += 8) {
 *   int toRow = Math.min(rows, fromRow + 8);
 *   computeConvDot(rows, key, fromRow * 26, toRow * 26);
 *   computePoolMax(rows, key, fromRow * 13, toRow * 13);
 * }
 * </pre>
 */
final class RowBlocks {
    /** The most floats, such as weights, that a kernel may load again for each block. */
    private static final long LOADED_AGAIN = 1 << 14;

    private final ProgramEmitter emitter;
    private final Schedule schedule;
    private final Target target;
    private final Phases phases = new Phases();
    private final List<String> lines = new ArrayList<>();
    private final Atom.Counter first = new Atom.Counter("fromRow", new Size(1, 1));
    private int phase;

    private RowBlocks(ProgramEmitter emitter, Schedule schedule, Target target) {
        this.emitter = emitter;
        this.schedule = schedule;
        this.target = target;
    }

    /** The calls of all kernels. */
    static RowBlocks of(ProgramEmitter emitter, Schedule schedule, Target target) {
        RowBlocks blocks = new RowBlocks(emitter, schedule, target);
        List<Group> run = new ArrayList<>();
        for (Group group : schedule.groups()) {
            if (!blocks.isRowWise(run, group)) {
                blocks.add(run);
                run.clear();
            }
            if (blocks.isRowWise(run, group)) {
                run.add(group);
            } else {
                blocks.whole(group);
            }
        }
        blocks.add(run);
        return blocks;
    }

    List<String> lines() {
        return lines;
    }

    /** When the kernels run: those of a block at the same time. */
    Phases phases() {
        return phases;
    }

    private boolean isRowWise(List<Group> run, Group group) {
        long fixed = schedule.reads(group).stream()
                .filter(buffer -> buffer.size().isFixed())
                .mapToLong(this::floats)
                .sum();
        List<Group> longer = new ArrayList<>(run);
        longer.add(group);
        return group.loop() == null && fixed <= LOADED_AGAIN && RowWise.isPossible(schedule, longer);
    }

    private long floats(Buffer buffer) {
        return buffer.size().at(target.capacity());
    }

    private void whole(Group group) {
        lines.add(emitter.call(group, target, List.of()));
        phases.runs(group, phase++);
    }

    private void add(List<Group> run) {
        // A kernel finds all that it touches of a block in half the cache; the other half is for what is not of rows.
        long rows = Math.max(1, target.cache() / 2 * target.capacity() / Math.max(1, mostTouched(run)));
        RowMemory memory = new RowMemory(schedule, run);
        long passed = memory.buffers().stream().mapToLong(this::floats).sum();
        if (passed < target.cache() || rows >= target.capacity()) {
            run.forEach(this::whole);
            return;
        }
        memory.beginAt(first);
        List<List<Method>> drafts = run.stream()
                .map(group -> emitter.draft(group, target.divided(Target.Division.ROWS), List.of(first.name())))
                .toList();
        if (drafts.stream().anyMatch(draft -> draft.get(0).share().isEmpty())) {
            memory.undo();
            run.forEach(this::whole);
            return;
        }
        List<String> before = new ArrayList<>();
        List<String> calls = new ArrayList<>();
        long step = 1;
        for (int i = 0; i < drafts.size(); i++) {
            List<Method> draft = drafts.get(i);
            emitter.add(run.get(i), draft);
            phases.runs(run.get(i), phase);
            for (Method other : draft) {
                if (other.use() == Method.Use.BEFORE_LOOP) {
                    String all = "0, " + other.share().orElseThrow().counter().extent();
                    before.add(CrewEmitter.call(other, all));
                }
            }
            Share share = draft.get(0).share().orElseThrow();
            step = share.rowStepWith(step);
            calls.add(CrewEmitter.call(draft.get(0), share.argumentsOfRows()));
        }
        long turn = Math.min(Math.max(1, rows / step) * step, target.capacity());
        memory.hold(turn);
        block(before, calls, turn);
    }

    private void block(List<String> before, List<String> calls, long turn) {
        List<String> turns = new ArrayList<>(List.of("int toRow = Math.min(rows, fromRow + " + turn + ");"));
        turns.addAll(calls);
        List<String> body = new ArrayList<>(before);
        body.addAll(Scope.braced("for (int fromRow = 0; fromRow < rows; fromRow += " + turn + ")", turns));
        String kernel = calls.get(0).substring(0, calls.get(0).indexOf('('));
        String name = schedule.layout().identifiers().unique(kernel, "by-rows");
        Method method = new Method(name, List.of(), "the kernels of some rows, then of the next ones", body);
        emitter.add(method);
        lines.add(ProgramEmitter.call(method));
        phase++;
    }

    /** The most floats that one of the kernels touches. */
    private long mostTouched(List<Group> run) {
        long most = 0;
        for (Group group : run) {
            Set<Buffer> touched = new HashSet<>(schedule.reads(group));
            touched.addAll(schedule.writes(group));
            most = Math.max(most, touched.stream().mapToLong(this::floats).sum());
        }
        return most;
    }
}
