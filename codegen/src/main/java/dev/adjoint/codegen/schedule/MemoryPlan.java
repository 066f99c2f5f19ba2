package dev.adjoint.codegen.schedule;

import dev.adjoint.api.CompilationException;
import dev.adjoint.api.backend.MemoryUse;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Sum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which buffers share an array: scratch buffers whose lifetimes do not meet.
 *
 * @param arrayOf the number of the array of each buffer
 * @param lengths the number of floats of each array
 * @param use how much memory that is, and how much there has to be
 * @param table the plan as a table for people, written when somebody asks
 */
public record MemoryPlan(Map<Buffer, Integer> arrayOf, List<Integer> lengths, MemoryUse use, Supplier<String> table) {
    /**
     * Vectors at the end of a row may read, but never write, fewer floats too far than this many of them hold; sums, fewer
     * than there are partial sums.
     */
    private static final int OVERHANG = 2;

    /** When a buffer is first and last touched, as numbers of kernels. */
    private record Lifetime(int first, int last) {
        Lifetime with(int time) {
            return new Lifetime(Math.min(first, time), Math.max(last, time));
        }
    }

    /** The plan for kernels that run one after the other. */
    public static MemoryPlan of(Schedule schedule, int capacity) {
        Phases phases = new Phases();
        for (int time = 0; time < schedule.groups().size(); time++) {
            phases.runs(schedule.groups().get(time), time);
        }
        return of(schedule, capacity, phases, 1);
    }

    /** The plan for kernels of which those of a phase run at the same time, on some threads. */
    public static MemoryPlan of(Schedule schedule, int capacity, Phases phases, int threads) {
        boolean stores = !schedule.layout().isInRegisters();
        Map<Buffer, Lifetime> lifetimes = stores ? lifetimes(schedule, phases) : Map.of();
        int overhang = stores ? overhang(schedule.layout()) : 0;
        Map<Buffer, Integer> arrayOf = new HashMap<>();
        List<Integer> lengths = new ArrayList<>();
        List<Integer> freeFrom = new ArrayList<>();
        List<Buffer> order = new ArrayList<>(schedule.layout().buffers());
        order.sort(Comparator.comparingInt(buffer -> first(lifetimes, buffer)));
        for (Buffer buffer : order) {
            int length = stores || buffer.kind() != Buffer.Kind.SCRATCH ? length(buffer, overhang, capacity) : 0;
            Lifetime life = lifetimes.get(buffer);
            boolean shared = buffer.kind() == Buffer.Kind.SCRATCH && life != null;
            int first = life == null ? 0 : life.first();
            int last = life == null ? 0 : life.last();
            int array = shared ? bestFit(lengths, freeFrom, first, length) : -1;
            if (array < 0) {
                array = lengths.size();
                lengths.add(length);
                freeFrom.add(Integer.MAX_VALUE);
            }
            lengths.set(array, Math.max(lengths.get(array), length));
            freeFrom.set(array, shared ? last + 1 : Integer.MAX_VALUE);
            arrayOf.put(buffer, array);
        }
        long bytes =
                bytes(schedule, lengths, capacity) + (threads - 1) * ofThread(schedule.layout(), arrayOf, capacity);
        MemoryUse use = new MemoryUse(bytes, needed(order, lifetimes, capacity));
        return new MemoryPlan(arrayOf, lengths, use, () -> table(order, arrayOf, lengths, lifetimes, use, capacity));
    }

    /** The plan as a table for people. */
    public String report() {
        return table.get();
    }

    private static long bytes(Schedule schedule, List<Integer> lengths, int capacity) {
        long floats = lengths.stream().mapToLong(Integer::longValue).sum();
        return Float.BYTES * (floats + matrices(schedule.layout(), capacity));
    }

    /** The bytes of what every thread has for itself. */
    private static long ofThread(Layout layout, Map<Buffer, Integer> arrayOf, int capacity) {
        long floats = lengthsOfThread(layout, buffer -> arrayOf.getOrDefault(buffer, -1), capacity).values().stream()
                .mapToLong(Integer::longValue)
                .sum();
        return Float.BYTES * (floats + matrices(layout, capacity));
    }

    /**
     * The floats of each array that every thread has for itself.
     *
     * @param arrayOf the array of a buffer: buffers that share one with the first thread share one with every thread
     */
    public static <A> Map<A, Integer> lengthsOfThread(Layout layout, Function<Buffer, A> arrayOf, int capacity) {
        Map<A, Integer> lengths = new HashMap<>();
        layout.ofEachThread()
                .forEach(buffer -> lengths.merge(arrayOf.apply(buffer), length(layout, buffer, capacity), Math::max));
        return lengths;
    }

    private static long matrices(Layout layout, int capacity) {
        return layout.matrices().stream()
                .mapToLong(
                        matrix -> matrix.rows().at(capacity) * matrix.columns().at(capacity))
                .sum();
    }

    /** The bytes that have to live at the time at which most do. */
    private static long needed(List<Buffer> buffers, Map<Buffer, Lifetime> lifetimes, int capacity) {
        long always = 0;
        TreeMap<Integer, Long> changes = new TreeMap<>();
        for (Buffer buffer : buffers) {
            long content = buffer.content().at(capacity);
            Lifetime life = lifetimes.get(buffer);
            if (buffer.kind() != Buffer.Kind.SCRATCH) {
                always += content;
            } else if (life != null) {
                changes.merge(life.first(), content, Long::sum);
                changes.merge(life.last() + 1, -content, Long::sum);
            }
        }
        long now = 0;
        long most = 0;
        for (long change : changes.values()) {
            now += change;
            most = Math.max(most, now);
        }
        return (always + most) * Float.BYTES;
    }

    private static int first(Map<Buffer, Lifetime> lifetimes, Buffer buffer) {
        Lifetime life = lifetimes.get(buffer);
        return buffer.kind() != Buffer.Kind.SCRATCH || life == null ? -1 : life.first();
    }

    private static int overhang(Layout layout) {
        return layout.lanes() == 0 ? 0 : Math.max(OVERHANG * layout.lanes(), Sum.LANES);
    }

    /** The floats that an array needs for a buffer. */
    public static int length(Layout layout, Buffer buffer, int capacity) {
        return length(buffer, overhang(layout), capacity);
    }

    private static int length(Buffer buffer, int overhang, int capacity) {
        long length;
        try {
            // A single number is never part of a vector.
            long more = buffer.size().isOne() ? 0 : overhang;
            length = Math.addExact(buffer.size().at(capacity), more + buffer.slack());
        } catch (ArithmeticException e) {
            length = Long.MAX_VALUE;
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new CompilationException(buffer.name() + " needs " + buffer.size() + " floats, which is more than an"
                    + " array can hold for " + capacity + " rows; compile for fewer rows or make the layer smaller");
        }
        return (int) length;
    }

    /** The free array whose length is nearest to what is asked for, or -1. */
    private static int bestFit(List<Integer> lengths, List<Integer> freeFrom, int time, int length) {
        int best = -1;
        for (int array = 0; array < lengths.size(); array++) {
            if (freeFrom.get(array) <= time
                    && (best < 0 || distance(lengths, array, length) < distance(lengths, best, length))) {
                best = array;
            }
        }
        return best;
    }

    private static long distance(List<Integer> lengths, int array, int length) {
        long difference = (long) lengths.get(array) - length;
        // Making an array longer costs memory; a longer one than needed costs nothing.
        return difference >= 0 ? difference : -difference * 2;
    }

    private static Map<Buffer, Lifetime> lifetimes(Schedule schedule, Phases phases) {
        Map<Buffer, Lifetime> lifetimes = new HashMap<>();
        for (Group group : schedule.groups()) {
            touch(schedule, group, phases.first(group), lifetimes);
            touch(schedule, group, phases.last(group), lifetimes);
        }
        return lifetimes;
    }

    private static void touch(Schedule schedule, Group group, int time, Map<Buffer, Lifetime> lifetimes) {
        List<Buffer> touched = new ArrayList<>(group.working());
        group.results().forEach(place -> touched.add(place.buffer()));
        group.stores().forEach(store -> touched.add(store.place().buffer()));
        Tensor anchor = group.anchor();
        Place anchorPlace = anchor == null ? null : schedule.layout().place(anchor);
        if (anchorPlace != null) {
            touched.add(anchorPlace.buffer());
        }
        Loop loop = group.loop();
        if (loop != null) {
            loop.prologue().forEach(inner -> touch(schedule, inner, time, lifetimes));
            loop.body().forEach(inner -> touch(schedule, inner, time, lifetimes));
        } else {
            for (Element read : schedule.ownership().reads(group)) {
                Place place = schedule.layout().place(read.tensor());
                if (place != null) {
                    touched.add(place.buffer());
                }
            }
        }
        for (Buffer buffer : touched) {
            Lifetime life = lifetimes.getOrDefault(buffer, new Lifetime(time, time));
            lifetimes.put(buffer, life.with(time));
        }
    }

    private static String table(
            List<Buffer> order,
            Map<Buffer, Integer> arrayOf,
            List<Integer> lengths,
            Map<Buffer, Lifetime> lifetimes,
            MemoryUse use,
            int capacity) {
        StringBuilder text = new StringBuilder();
        long asked = 0;
        text.append(String.format("%-44s %-9s %12s %6s  %s%n", "buffer", "kind", "floats", "array", "kernels"));
        for (Buffer buffer : order) {
            long size = buffer.size().at(capacity);
            asked += size;
            Lifetime life = lifetimes.get(buffer);
            String lived = life == null ? "" : life.first() + " to " + life.last();
            text.append(String.format(
                    "%-44s %-9s %12d %6d  %s%n",
                    buffer.name(), buffer.kind().name().toLowerCase(Locale.ROOT), size, arrayOf.get(buffer), lived));
        }
        long total = lengths.stream().mapToLong(Integer::longValue).sum();
        text.append(String.format(
                "%d buffers of %d floats in %d arrays of %d floats (%.2f MB) for %d rows%n",
                order.size(), asked, lengths.size(), total, total * 4 / 1e6, capacity));
        text.append(String.format(
                Locale.ROOT,
                "%,d bytes at most, %.2f times the %,d bytes that have to live at once%n",
                use.bytes(),
                use.ratio(),
                use.needed()));
        return text.toString();
    }
}
