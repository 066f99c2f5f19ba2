package dev.adjoint.codegen.schedule;

import dev.adjoint.api.CompilationException;
import dev.adjoint.api.backend.MemoryMap;
import dev.adjoint.api.backend.MemoryMap.Lifetime;
import dev.adjoint.api.backend.MemoryUse;
import dev.adjoint.api.op.Sum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which buffers share an array: scratch buffers whose lifetimes do not meet.
 *
 * @param arrayOf the number of the array of each buffer
 * @param lengths the number of floats of each array
 * @param counted how much memory that is, and how much there has to be, counted when somebody asks
 * @param map the plan by names, drawn when somebody asks
 */
public record MemoryPlan(
        Map<Buffer, Integer> arrayOf, List<Integer> lengths, Supplier<MemoryUse> counted, Supplier<MemoryMap> map) {
    /**
     * Vectors at the end of a row may read, but never write, fewer floats too far than this many of them hold; sums, fewer
     * than there are partial sums.
     */
    private static final int OVERHANG = 2;

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
        Map<Buffer, Lifetime> lifetimes = stores ? Lifetimes.of(schedule, phases) : Map.of();
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
        return new MemoryPlan(
                arrayOf,
                lengths,
                () -> use(schedule, bytes, lifetimes, capacity),
                () -> map(order, arrayOf, lengths, lifetimes, capacity));
    }

    /** How much memory it is, and how much there has to be. */
    public MemoryUse use() {
        return counted.get();
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

    private static MemoryUse use(Schedule schedule, long bytes, Map<Buffer, Lifetime> lifetimes, int capacity) {
        Activations activations = new Activations(schedule);
        Set<Buffer> readAgain = activations.buffers();
        long variables = 0;
        long others = 0;
        long left = 0;
        for (Buffer buffer : schedule.layout().buffers()) {
            long content = buffer.content().at(capacity);
            if (buffer.kind() == Buffer.Kind.VARIABLE) {
                variables += content;
            } else if (buffer.kind() != Buffer.Kind.SCRATCH) {
                others += content;
            } else if (readAgain.contains(buffer) && lifetimes.containsKey(buffer)) {
                left += content;
            }
        }
        long most = most(schedule.layout().buffers(), lifetimes, capacity);
        long kept = activations.areReadAgain() ? left : most;
        return new MemoryUse(
                bytes,
                (variables + others + most) * Float.BYTES,
                variables * Float.BYTES,
                (others + kept) * Float.BYTES);
    }

    /** The floats that kernels leave for each other at the time at which they are most. */
    private static long most(List<Buffer> buffers, Map<Buffer, Lifetime> lifetimes, int capacity) {
        TreeMap<Integer, Long> changes = new TreeMap<>();
        for (Buffer buffer : buffers) {
            long content = buffer.content().at(capacity);
            Lifetime life = lifetimes.get(buffer);
            if (buffer.kind() == Buffer.Kind.SCRATCH && life != null) {
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
        return most;
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

    private static MemoryMap map(
            List<Buffer> order,
            Map<Buffer, Integer> arrayOf,
            List<Integer> lengths,
            Map<Buffer, Lifetime> lifetimes,
            int capacity) {
        List<MemoryMap.Stretch> stretches = new ArrayList<>();
        for (Buffer buffer : order) {
            stretches.add(new MemoryMap.Stretch(
                    buffer.name(),
                    buffer.kind().name().toLowerCase(Locale.ROOT),
                    buffer.size().at(capacity),
                    arrayOf.getOrDefault(buffer, -1),
                    Optional.ofNullable(lifetimes.get(buffer))));
        }
        return new MemoryMap(stretches, lengths);
    }
}
