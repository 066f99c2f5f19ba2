package dev.adjoint.codegen.cost;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Element;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Loop;
import dev.adjoint.codegen.schedule.Place;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that kernels read and write, and how far back the same memory was touched before: by how many bytes of other
 * memory, which says what cache it is in. A run follows another one of the same program. Of memory that several kernels
 * touch, each touch counts; what a kernel reads again and again counts once.
 */
public final class Traffic {
    /** Bytes of one buffer that a kernel touches so many times. */
    private record Touch(double bytes, double distance, double times) {}

    private final Schedule schedule;
    private final int capacity;
    private final Map<Group, List<Touch>> touches = new HashMap<>();
    private final Map<Group, Double> runs = new HashMap<>();
    /** The bytes of each buffer that were touched last, the longest ago first. */
    private final LinkedHashMap<Buffer, Double> recent = new LinkedHashMap<>(16, 0.75f, true);

    private Traffic(Schedule schedule, int capacity) {
        this.schedule = schedule;
        this.capacity = capacity;
    }

    /** The traffic of a schedule's kernels, for a number of rows. */
    public static Traffic of(Schedule schedule, int capacity) {
        Traffic traffic = new Traffic(schedule, capacity);
        schedule.groups().forEach(group -> traffic.run(group, null, 1));
        traffic.touches.clear();
        traffic.runs.clear();
        schedule.groups().forEach(group -> traffic.run(group, null, 1));
        return traffic;
    }

    /** The bytes that a run of a kernel reads and writes, on average; of a loop, all its steps. */
    public double bytes(Group group) {
        return each(group, touch -> touch.bytes() * touch.times());
    }

    /** How long they take from where they are. */
    public double nanoseconds(Group group, Ceilings ceilings) {
        return each(group, touch -> touch.bytes() * touch.times() * ceilings.nanosecondsOfByte(touch.distance()));
    }

    private double each(Group group, ToDoubleFunction<Touch> value) {
        Loop loop = group.loop();
        if (loop != null) {
            double start = loop.prologue().stream()
                    .mapToDouble(inner -> each(inner, value))
                    .sum();
            double step = loop.body().stream()
                    .mapToDouble(inner -> each(inner, value))
                    .sum();
            return start + step * loop.time().extent().factor();
        }
        double all = touches.getOrDefault(group, List.of()).stream()
                .mapToDouble(value)
                .sum();
        return all / runs.getOrDefault(group, 1.0);
    }

    private void run(Group group, @Nullable Loop around, double times) {
        Loop loop = group.loop();
        if (loop != null) {
            loop.prologue().forEach(inner -> run(inner, loop, times));
            loop.body().forEach(inner -> run(inner, loop, times));
            double further = loop.time().extent().factor() - 1;
            if (further > 0) {
                loop.body().forEach(inner -> run(inner, loop, times * further));
            }
            return;
        }
        runs.merge(group, times, Double::sum);
        touched(group, around).forEach((buffer, elements) -> {
            double bytes = elements * Float.BYTES;
            double distance = bytes;
            if (recent.containsKey(buffer)) {
                for (Map.Entry<Buffer, Double> entry : recent.entrySet()) {
                    distance = entry.getKey() == buffer ? bytes : distance + entry.getValue();
                }
            } else {
                distance += recent.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
            }
            recent.put(buffer, Math.max(bytes, recent.getOrDefault(buffer, 0.0)));
            // Kernels that run on blocks of rows come back to what holds one block after a block, not after all.
            double blocks = Math.max(1, elements / buffer.size().at(capacity));
            touches.computeIfAbsent(group, key -> new ArrayList<>()).add(new Touch(bytes, distance / blocks, times));
        });
    }

    /** The elements of each buffer that one run of a kernel touches. */
    private Map<Buffer, Double> touched(Group group, @Nullable Loop around) {
        Map<Buffer, Double> elements = new LinkedHashMap<>();
        for (Element read : schedule.ownership().reads(group)) {
            Place place = schedule.layout().place(read.tensor());
            if (place != null) {
                double all = elements(read.tensor());
                touch(
                        elements,
                        place.buffer(),
                        around != null && isSlice(read, around.time()) ? all / steps(around) : all);
            }
        }
        for (Group.Store store : group.stores()) {
            touch(elements, store.place().buffer(), elements(store.value()));
        }
        Tensor anchor = group.anchor();
        Place place = anchor == null ? null : schedule.layout().place(anchor);
        if (anchor != null && place != null) {
            touch(elements, place.buffer(), elements(anchor));
        }
        group.working().forEach(buffer -> touch(elements, buffer, buffer.size().at(capacity)));
        return elements;
    }

    private static double steps(Loop loop) {
        return loop.time().extent().factor();
    }

    private static void touch(Map<Buffer, Double> elements, Buffer buffer, double count) {
        elements.merge(buffer, count, Math::max);
    }

    private static boolean isSlice(Element read, Atom.Counter time) {
        return read.at().stream().anyMatch(position -> position.leaves().contains(time));
    }

    private double elements(Tensor tensor) {
        return Size.elements(tensor.shape()).at(capacity);
    }
}
