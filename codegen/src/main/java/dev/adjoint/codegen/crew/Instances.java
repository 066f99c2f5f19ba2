package dev.adjoint.codegen.crew;

import dev.adjoint.api.op.Constant;
import dev.adjoint.api.plugin.Kernel;
import dev.adjoint.codegen.GeneratedProgram;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Layout;
import dev.adjoint.codegen.schedule.MemoryPlan;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes instances of a generated class.
 *
 * @param constructor takes an array for each buffer of the layout, the plugins' kernels, and the capacity
 */
public record Instances(Constructor<?> constructor, Layout layout, List<Kernel> kernels, int capacity) {
    /** One that runs on the caller's thread. */
    public GeneratedProgram alone(float[][] arrays) throws ReflectiveOperationException {
        return (GeneratedProgram) constructor.newInstance(arrays, kernels.toArray(new Kernel[0]), capacity);
    }

    /** One for each thread: they share all arrays but those that a thread has for itself. */
    public CrewProgram[] crew(float[][] shared, int threads) throws ReflectiveOperationException {
        CrewProgram[] instances = new CrewProgram[threads];
        for (int thread = 0; thread < threads; thread++) {
            float[][] arrays = thread == 0 ? shared : ofThread(shared);
            instances[thread] = (CrewProgram) constructor.newInstance(arrays, kernels.toArray(new Kernel[0]), capacity);
        }
        return instances;
    }

    /** The arrays of another thread than the first: what it has for itself shares arrays where that of the first thread does. */
    private float[][] ofThread(float[][] shared) {
        Map<Buffer, float[]> first = new HashMap<>();
        for (int i = 0; i < shared.length; i++) {
            first.put(layout.buffers().get(i), shared[i]);
        }
        Map<float[], float[]> own = new IdentityHashMap<>();
        MemoryPlan.lengthsOfThread(layout, first::get, capacity)
                .forEach((array, length) -> own.put(array, new float[length]));
        float[][] arrays = shared.clone();
        for (int i = 0; i < shared.length; i++) {
            if (layout.ofEachThread().contains(layout.buffers().get(i))) {
                arrays[i] = own.getOrDefault(shared[i], shared[i]);
            }
        }
        return arrays;
    }

    /** Writes the numbers of a constant into its array. */
    public static void fill(float[] array, Constant constant) {
        for (int i = 0; i < constant.values().size(); i++) {
            array[i] = constant.values().get(i).floatValue();
        }
    }
}
