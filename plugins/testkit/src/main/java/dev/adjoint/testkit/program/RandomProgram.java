package dev.adjoint.testkit.program;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.math.CounterRandom;
import dev.adjoint.runtime.text.GraphListing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A program made by {@link RandomPrograms}.
 *
 * @param bounds what the whole numbers of some tensors are below
 */
public record RandomProgram(long seed, Nature nature, Program program, Map<Tensor, Integer> bounds) {
    /**
     * Random values of all inputs and variables: real numbers between -2 and 2, and whole numbers within their bounds.
     *
     * @param specials how likely a real number is a zero, NaN, infinity, denormal or huge number instead
     */
    public Feed feed(int rows, long valueSeed, double specials) {
        Random random = new Random(CounterRandom.stepKey(seed, valueSeed));
        List<Tensor> leaves = new ArrayList<>(program.inputs());
        leaves.addAll(program.variables());
        Map<Tensor, float[]> values = new LinkedHashMap<>();
        for (Tensor leaf : leaves) {
            float[] array = new float[(int) leaf.shape().elements(rows)];
            for (int i = 0; i < array.length; i++) {
                array[i] = leaf.dtype() == DType.INT
                        ? random.nextInt(bounds.getOrDefault(leaf, 1))
                        : random.nextDouble() < specials ? SpecialValues.pick(random) : random.nextFloat() * 4 - 2;
            }
            values.put(leaf, array);
        }
        return new Feed(program, rows, values);
    }

    /** The line that makes this program again, and its listing. */
    @Override
    public String toString() {
        return "RandomPrograms.of(" + seed + "L, Nature." + nature + ")\n" + GraphListing.of(program);
    }
}
