package dev.adjoint.codegen;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.DataException;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.codegen.schedule.Place;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Variables as plain arrays in the order that the generated code reads fastest. */
final class ArrayVariables implements Variables {
    /**
     * One variable.
     *
     * @param array its values, with room for a vector to read beyond the end
     * @param place in which order they stand there
     */
    record Stored(float[] array, Place place, Shape shape, int rows) {
        int length() {
            return Math.toIntExact(
                    dev.adjoint.codegen.index.Size.elements(shape).at(rows));
        }

        int run() {
            return place.run(shape, rows);
        }

        int offset(int element) {
            return place.offset(shape, element, rows);
        }
    }

    private final Map<String, Stored> stored;

    ArrayVariables(Map<String, Stored> stored) {
        this.stored = stored;
    }

    boolean holds(Set<String> paths) {
        return stored.keySet().equals(paths);
    }

    float[] array(String path) {
        return stored(path).array();
    }

    private Stored stored(String path) {
        Stored variable = stored.get(path);
        if (variable == null) {
            throw new ConfigurationException(
                    "the program has no variable \"" + path + "\"; it has " + new TreeSet<>(stored.keySet()));
        }
        return variable;
    }

    @Override
    public void write(String path, float[] values) {
        Stored variable = stored(path);
        int length = variable.length();
        if (values.length != length) {
            throw new DataException("variable \"" + path + "\" holds " + length + " values but got " + values.length);
        }
        int run = variable.run();
        for (int i = 0; i < length; i += run) {
            System.arraycopy(values, i, variable.array(), variable.offset(i), run);
        }
    }

    @Override
    public float[] read(String path) {
        Stored variable = stored(path);
        float[] values = new float[variable.length()];
        int run = variable.run();
        for (int i = 0; i < values.length; i += run) {
            System.arraycopy(variable.array(), variable.offset(i), values, i, run);
        }
        return values;
    }
}
