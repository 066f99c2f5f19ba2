package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Element;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Place;
import dev.adjoint.codegen.schedule.Reads;
import dev.adjoint.codegen.schedule.RowWise;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a thread touches of a buffer if it runs a part of a loop: one stretch after the other, and nothing of the stretches
 * of other turns.
 *
 * @param of what is cut into stretches: the rows of a tensor, or the buffer
 * @param length the rows or floats of a stretch
 * @param turns the turns that touch it
 */
record Stretch(Object of, Size length, long turns) {
    /** Numbers of rows for which a position is looked at: it grows with a power of them. */
    private static final long[] SAMPLE_ROWS = {1, 2, 17};

    /** The stretches of all buffers of which a divided kernel touches nothing else. */
    static Map<Buffer, Stretch> of(Schedule schedule, Group group, Share share) {
        if (share.at().isEmpty()) {
            return Map.of();
        }
        Map<Buffer, Stretch> stretches = new HashMap<>(floats(schedule, group, share));
        if (Shares.isAlongRows(group, share.at(), share.counter())) {
            stretches.putAll(ofRows(schedule, group, share));
        }
        return stretches;
    }

    /** The same for a loop along the rows, as many turns for each; of partial sums, a turn has now more rows, now fewer. */
    static Map<Buffer, Stretch> ofRows(Schedule schedule, Group group, Share share) {
        if (share.counter().extent().isFixed()) {
            return Map.of();
        }
        Map<Buffer, Stretch> stretches = new HashMap<>();
        long turns = share.counter().extent().factor();
        RowWise.own(schedule, group)
                .forEach((buffer, rows) -> stretches.put(buffer, new Stretch(rows, Size.ONE, turns)));
        return stretches;
    }

    /** The buffers that a kernel goes through from beginning to end, so many floats in each turn. */
    private static Map<Buffer, Stretch> floats(Schedule schedule, Group group, Share share) {
        if (!isWhole(group, share.at())) {
            return Map.of();
        }
        Map<Buffer, List<Affine>> offsets = new HashMap<>();
        for (Group.Store store : group.stores()) {
            offsets.computeIfAbsent(store.place().buffer(), key -> new ArrayList<>())
                    .add(store.place().offset(share.at()));
        }
        if (group.anchor() == null) {
            Reads reads =
                    new Reads(schedule.layout(), tensor -> schedule.ownership().inMemory(group, tensor));
            group.stores().forEach(store -> reads.visit(store.value(), share.at()));
            for (Element read : reads.all()) {
                Place place = schedule.layout().place(read.tensor());
                if (place != null) {
                    offsets.computeIfAbsent(place.buffer(), key -> new ArrayList<>())
                            .add(place.offset(read.at()));
                }
            }
        } else {
            // What an operand is read from has other positions, and so has a result that no loop over the domain
            // stores.
            Place result = schedule.layout().place(group.anchor());
            if (result != null
                    && group.stores().stream().noneMatch(store -> store.place().equals(result))) {
                offsets.remove(result.buffer());
            }
            schedule.reads(group).forEach(offsets::remove);
        }
        Map<Buffer, Stretch> stretches = new HashMap<>();
        offsets.forEach((buffer, all) -> {
            Size length = all.get(0).coefficient(share.counter()).orElse(Size.NONE);
            Affine turn = Affine.of(share.counter());
            if (length.factor() > 0 && all.stream().allMatch(offset -> isIn(offset, turn, length))) {
                stretches.put(buffer, new Stretch(buffer, length, 1));
            }
        });
        return stretches;
    }

    /** Whether an offset lies in the stretch of its turn, counted from the start of the buffer. */
    private static boolean isIn(Affine offset, Affine turn, Size length) {
        return offset.quotient(length).equals(turn);
    }

    /** Whether a position runs over the whole domain. */
    private static boolean isWhole(Group group, List<Affine> at) {
        for (int axis = 0; axis < at.size(); axis++) {
            for (long rows : SAMPLE_ROWS) {
                if (at.get(axis).largest(rows) + 1
                        < Size.ofAxis(group.domain().size(axis)).at(rows)) {
                    return false;
                }
            }
        }
        return at.size() == group.domain().rank();
    }

    /** Whether equal shares of two loops touch equal parts, the one of its stretches and the other of these. */
    boolean matches(Share own, Stretch other, Share others) {
        Size all = own.counter().extent().times(length).times(new Size(other.turns, 0));
        Size otherAll = others.counter().extent().times(other.length).times(new Size(turns, 0));
        return of.equals(other.of) && length.power() == other.length.power() && all.equals(otherAll);
    }

    /** The fewest rows or floats that belong to whole steps of so many turns, and to whole stretches. */
    long unit(long step) {
        return Math.multiplyExact(leastMultiple(step, turns) / turns, length.factor());
    }

    /** The turns for so many rows or floats. */
    long turnsFor(long unit) {
        return Math.multiplyExact(unit / length.factor(), turns);
    }

    static long leastMultiple(long a, long b) {
        return Math.multiplyExact(a / Size.gcd(a, b), b);
    }
}
