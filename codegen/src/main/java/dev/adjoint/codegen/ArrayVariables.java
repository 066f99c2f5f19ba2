package dev.adjoint.codegen;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.DataException;
import dev.adjoint.api.backend.Variables;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Variables as plain arrays in row-major order, with room for a vector to read beyond the end. */
final class ArrayVariables implements Variables {
    private final Map<String, float[]> arrays;
    private final Map<String, Integer> lengths;

    ArrayVariables(Map<String, float[]> arrays, Map<String, Integer> lengths) {
        this.arrays = arrays;
        this.lengths = lengths;
    }

    boolean holds(Set<String> paths) {
        return arrays.keySet().equals(paths);
    }

    float[] array(String path) {
        float[] array = arrays.get(path);
        if (array == null) {
            throw new ConfigurationException(
                    "the program has no variable \"" + path + "\"; it has " + new TreeSet<>(arrays.keySet()));
        }
        return array;
    }

    @Override
    public void write(String path, float[] values) {
        float[] array = array(path);
        int length = lengths.getOrDefault(path, 0);
        if (values.length != length) {
            throw new DataException("variable \"" + path + "\" holds " + length + " values but got " + values.length);
        }
        System.arraycopy(values, 0, array, 0, length);
    }

    @Override
    public float[] read(String path) {
        return Arrays.copyOf(array(path), lengths.getOrDefault(path, 0));
    }
}
