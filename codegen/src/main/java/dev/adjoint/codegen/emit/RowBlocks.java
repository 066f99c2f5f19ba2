package dev.adjoint.codegen.emit;

import dev.adjoint.api.op.Dot;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.RowMemory;
import dev.adjoint.codegen.schedule.RowWise;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Kernels that follow each other and work row by row, run on some rows after the others: what one of them leaves for the next
 * is still in the cache. What a block contributes to sums over all rows, such as the gradients of weights, is added as well;
 * of several threads only to partial sums, each of which one thread makes, of rows of its own.
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
    /** With fewer blocks, nearly all that passes between the kernels stays in the next larger cache anyway. */
    private static final int FEWEST_BLOCKS = 4;
    /** Parts of the rows that are less equal than this cost threads more than caches save. */
    private static final double EQUAL = 0.9;
    /** The same for partial sums, of which all that leads to them is in the thread's own cache. */
    private static final double EQUAL_SUMS = 0.85;

    /**
     * Kernels that run on the rows of a block.
     *
     * @param method runs them on all rows, or on those that a thread is given
     */
    record Block(List<Group> kernels, Method method) {}

    /**
     * A kernel, or a block that begins with it.
     *
     * @param first the kernel
     */
    record Step(Group first, Optional<Block> block) {}

    private final ProgramEmitter emitter;
    private final Schedule schedule;
    private final Target target;
    /** Kernels that could run on some rows without the others, but have no loop along them in the same steps. */
    private final Set<Group> undivided = new HashSet<>();

    private final Atom.Counter first = new Atom.Counter("fromRow", new Size(1, 1));

    RowBlocks(ProgramEmitter emitter, Schedule schedule, Target target) {
        this.emitter = emitter;
        this.schedule = schedule;
        this.target = target;
    }

    /** All kernels in order, one by one or together on blocks of rows where that pays. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        List<Group> left = new ArrayList<>(schedule.groups());
        boolean canPass = canPass();
        while (!left.isEmpty()) {
            List<Group> run = canPass ? run(left) : List.of();
            if (run.size() > 1 && passes(run)) {
                block(run, behind(run, left)).ifPresent(block -> {
                    steps.add(new Step(run.get(0), Optional.of(block)));
                    left.removeAll(block.kernels());
                });
            } else {
                List<Group> others = left.subList(0, Math.max(1, common(run, left)));
                others.forEach(group -> steps.add(new Step(group, Optional.empty())));
                others.clear();
            }
        }
        return steps;
    }

    /** How many kernels of a run stand at the beginning of a list, with no other in between. */
    private static int common(List<Group> run, List<Group> left) {
        int common = 0;
        while (common < run.size() && run.get(common) == left.get(common)) {
            common++;
        }
        return common;
    }

    /**
     * The first kernel and others that can run on some rows without the others, if it can itself. Those in between, such as
     * updates of parameters, run later.
     */
    private List<Group> run(List<Group> left) {
        List<Group> run = new ArrayList<>();
        List<Group> between = new ArrayList<>();
        for (Group group : left) {
            if (between.stream().noneMatch(other -> mustFollow(group, other)) && isRowWise(run, group)) {
                run.add(group);
            } else if (run.isEmpty()) {
                return run;
            } else {
                between.add(group);
            }
        }
        return run;
    }

    private static List<Group> behind(List<Group> run, List<Group> left) {
        List<Group> behind = new ArrayList<>(left);
        behind.removeAll(run);
        return behind;
    }

    /** A run, and others that read what it leaves, on blocks of rows; none where one of the kernels is undivided. */
    private Optional<Block> block(List<Group> run, List<Group> behind) {
        List<Group> longer = withReaders(run, behind, true);
        Optional<Block> block = block(longer, rows(run));
        if (block.isPresent() || partialSums(longer) == 1) {
            return block;
        }
        return block(withReaders(run, behind, false), rows(run));
    }

    private Optional<Block> block(List<Group> longer, long rows) {
        RowMemory memory = new RowMemory(schedule, longer);
        memory.beginAt(first);
        List<List<Method>> drafts = drafts(longer);
        if (drafts.size() < longer.size()) {
            memory.undo();
            undivided.add(longer.get(drafts.size()));
            return Optional.empty();
        }
        return Optional.of(write(longer, drafts, rows, memory));
    }

    private boolean isRowWise(List<Group> run, Group group) {
        return !RowWise.sumsRows(group) && canFollow(run, group);
    }

    private boolean canFollow(List<Group> run, Group group) {
        long fixed = schedule.reads(group).stream()
                .filter(buffer -> buffer.size().isFixed())
                .mapToLong(this::floats)
                .sum();
        List<Group> longer = new ArrayList<>(run);
        longer.add(group);
        return group.loop() == null
                && !undivided.contains(group)
                && fixed <= LOADED_AGAIN
                && RowWise.isPossible(schedule, longer);
    }

    private long floats(Buffer buffer) {
        return buffer.size().at(target.capacity());
    }

    /** Whether anything like as much passes between kernels at all, which for most programs need not be asked of each run. */
    private boolean canPass() {
        long most = schedule.layout().buffers().stream()
                .filter(buffer -> buffer.kind() == Buffer.Kind.SCRATCH)
                .mapToLong(this::floats)
                .sum();
        return most >= target.cache() * target.team().threads();
    }

    /** Whether more passes between the kernels than caches hold, several times what a block does. */
    private boolean passes(List<Group> run) {
        int threads = target.team().threads();
        long rows = rows(run);
        return passed(run) >= target.cache() * threads
                && rows * FEWEST_BLOCKS <= target.capacity()
                && rows * threads < target.capacity();
    }

    /** The floats that kernels pass to later ones of the same run. */
    private long passed(List<Group> run) {
        Set<Buffer> written = new HashSet<>();
        Set<Buffer> passed = new HashSet<>();
        for (Group group : run) {
            schedule.reads(group).stream().filter(written::contains).forEach(passed::add);
            written.addAll(schedule.writes(group));
        }
        return passed.stream().mapToLong(this::floats).sum();
    }

    /** The kernels and some of those behind them that read what they leave, and need nothing of what is in between. */
    private List<Group> withReaders(List<Group> run, List<Group> behind, boolean makesPartialSums) {
        List<Group> longer = new ArrayList<>(run);
        Set<Buffer> written = new HashSet<>();
        run.forEach(group -> written.addAll(schedule.writes(group)));
        List<Group> between = new ArrayList<>();
        long rows = rows(run);
        for (Group group : behind) {
            if (!Collections.disjoint(schedule.reads(group), written)
                    && (!RowWise.sumsRows(group) || canSum(group, rows, makesPartialSums))
                    && canFollow(longer, group)
                    && between.stream().noneMatch(other -> mustFollow(group, other))) {
                longer.add(group);
                written.addAll(schedule.writes(group));
            } else {
                between.add(group);
            }
        }
        return longer;
    }

    /** Whether sums can go on from block to block: whole ones of several threads would be added in another order. */
    private boolean canSum(Group group, long rows, boolean makesPartialSums) {
        int partialSums = RowWise.partialSums(group);
        int filled = Math.min(partialSums, Dot.partialSums(target.capacity()));
        boolean isShared = partialSums == 1
                ? !isDivided()
                : makesPartialSums && (!isDivided() || target.team().balance(filled) >= EQUAL_SUMS);
        return isShared && emitter.canSumByRows(group, rows);
    }

    /** How many partial sums the kernels make, 1 where they make none. */
    private static int partialSums(List<Group> run) {
        return run.stream().mapToInt(RowWise::partialSums).max().orElse(1);
    }

    private boolean mustFollow(Group group, Group other) {
        return other.loop() != null
                || !Collections.disjoint(schedule.reads(group), schedule.writes(other))
                || !Collections.disjoint(schedule.writes(group), schedule.writes(other))
                || !Collections.disjoint(schedule.writes(group), schedule.reads(other));
    }

    /** The rows of which a kernel finds all that it touches in half the cache; the other half is for what is not of rows. */
    private long rows(List<Group> run) {
        return Math.max(1, target.cache() / 2 * target.capacity() / Math.max(1, mostTouched(run)));
    }

    /** The methods of the kernels up to the first one that cannot go through the rows in the same steps. */
    private List<List<Method>> drafts(List<Group> run) {
        List<List<Method>> drafts = new ArrayList<>();
        boolean makesPartialSums = partialSums(run) > 1;
        long step = 1;
        for (Group group : run) {
            Target.Division division = RowWise.sumsRows(group) ? Target.Division.SUMMED_ROWS : Target.Division.ROWS;
            List<String> counters =
                    RowWise.partialSums(group) > 1 ? List.of(first.name(), Contraction.PARTIAL) : List.of(first.name());
            List<Method> draft = emitter.draft(group, target.divided(division), counters);
            Optional<Share> share = draft.get(0).share();
            if (share.isEmpty()) {
                return drafts;
            }
            step = share.get().rowStepWith(step);
            // Partial sums begin with any row.
            if (makesPartialSums ? !share.get().beginsWithAnyRow() : isDivided() && balance(step) < EQUAL) {
                return drafts;
            }
            drafts.add(draft);
        }
        return drafts;
    }

    private double balance(long step) {
        return target.team().balance((target.capacity() + step - 1) / step);
    }

    private static boolean isBefore(Method method) {
        return method.use() == Method.Use.BEFORE_LOOP;
    }

    private static String callOnce(Method method) {
        return method.share()
                .map(share -> CrewEmitter.call(method, "0, " + share.counter().extent()))
                .orElseGet(() -> ProgramEmitter.call(method));
    }

    private Block write(List<Group> run, List<List<Method>> drafts, long rows, RowMemory memory) {
        List<String> before = new ArrayList<>();
        List<String> calls = new ArrayList<>();
        long step = 1;
        for (int i = 0; i < drafts.size(); i++) {
            List<Method> draft = drafts.get(i);
            emitter.add(run.get(i), draft);
            draft.stream().filter(RowBlocks::isBefore).map(RowBlocks::callOnce).forEach(before::add);
            if (isDivided()) {
                // No thread waits here for what another one has copied.
                run.get(i).working().forEach(schedule.layout()::ofEachThread);
            }
            Share own = draft.get(0).share().orElseThrow();
            step = own.rowStepWith(step);
            calls.add(CrewEmitter.call(draft.get(0), own.argumentsOfRows()));
        }
        int partialSums = partialSums(run);
        long most = Dot.mostRows(target.capacity(), partialSums);
        long turn = Math.min(partialSums > 1 ? rows : Math.max(1, rows / step) * step, most);
        memory.hold(turn);
        if (isDivided()) {
            memory.buffers().forEach(schedule.layout()::ofEachThread);
        }
        String kernel = drafts.get(0).get(0).name();
        RowLoop loop = new RowLoop(calls, turn, isDivided());
        before.addAll(partialSums > 1 ? loop.overPartialSums(partialSums) : loop.overRows());
        Share share = partialSums > 1
                ? new Share(new Atom.Counter(Contraction.PARTIAL, new Size(partialSums, 0)), 1)
                : new Share(new Atom.Counter("row", new Size(1, 1)), Math.toIntExact(step));
        Method method = method(schedule.layout().identifiers().unique(kernel, "by-rows"), before, share);
        emitter.add(method);
        return new Block(run, method);
    }

    private boolean isDivided() {
        return target.team().threads() > 1;
    }

    private Method method(String name, List<String> body, Share share) {
        return new Method(
                name,
                isDivided() ? List.of("from", "to") : List.of(),
                "the kernels of some rows, then of the next ones",
                body,
                Method.Use.KERNEL,
                isDivided() ? Optional.of(share) : Optional.empty());
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
