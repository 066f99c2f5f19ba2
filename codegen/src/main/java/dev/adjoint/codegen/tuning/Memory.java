package dev.adjoint.codegen.tuning;

import dev.adjoint.api.graph.DType;
import dev.adjoint.codegen.crew.Instances;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Element;
import dev.adjoint.codegen.schedule.Excerpt;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Layout;
import dev.adjoint.codegen.schedule.MemoryPlan;
import dev.adjoint.codegen.schedule.Place;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Arrays for kernels to be timed on, filled with ordinary numbers; buffers of the same name and length share one. */
final class Memory {
    private final int capacity;
    private final Map<String, float[]> arrays = new HashMap<>();

    Memory(int capacity) {
        this.capacity = capacity;
    }

    /** An array for each buffer of the layout that a kernel touches, null for the others. */
    float[][] of(Excerpt excerpt) {
        Layout layout = excerpt.schedule().layout();
        Set<Buffer> touched = touched(excerpt);
        Set<Buffer> wholeNumbers = wholeNumbers(excerpt);
        List<Buffer> buffers = layout.buffers();
        float[][] all = new float[buffers.size()][];
        for (int i = 0; i < all.length; i++) {
            Buffer buffer = buffers.get(i);
            if (touched.contains(buffer)) {
                int length = MemoryPlan.length(layout, buffer, capacity);
                boolean whole = wholeNumbers.contains(buffer);
                all[i] = arrays.computeIfAbsent(buffer.name() + " " + length, name -> array(length, whole));
            }
        }
        layout.constants().forEach((constant, buffer) -> {
            float[] array = all[buffers.indexOf(buffer)];
            if (array != null) {
                Instances.fill(array, constant);
            }
        });
        return all;
    }

    private static Set<Buffer> touched(Excerpt excerpt) {
        Schedule schedule = excerpt.schedule();
        Set<Buffer> touched = new HashSet<>();
        for (Group kernel : excerpt.kernels()) {
            touched.addAll(schedule.reads(kernel));
            touched.addAll(schedule.writes(kernel));
            touched.addAll(kernel.working());
        }
        return touched;
    }

    /** The buffers of indices: 0 is one in every table. */
    private static Set<Buffer> wholeNumbers(Excerpt excerpt) {
        Set<Buffer> buffers = new HashSet<>();
        for (Group kernel : excerpt.kernels()) {
            for (Element read : excerpt.schedule().ownership().reads(kernel)) {
                Place place = excerpt.schedule().layout().place(read.tensor());
                if (place != null && read.tensor().dtype() != DType.FLOAT) {
                    buffers.add(place.buffer());
                }
            }
        }
        return buffers;
    }

    /** Numbers from a half to one and a half: no sum of them and no product vanishes. */
    private static float[] array(int length, boolean wholeNumbers) {
        float[] array = new float[length];
        for (int i = 0; i < array.length && !wholeNumbers; i++) {
            array[i] = 0.5f + i * 7919L % 1009 / 1009f;
        }
        return array;
    }
}
