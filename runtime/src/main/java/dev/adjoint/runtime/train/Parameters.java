package dev.adjoint.runtime.train;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.PluginException;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.runtime.data.SplitMix64;
import dev.adjoint.runtime.model.TracedVariable;
import dev.adjoint.runtime.text.Nearest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values of variables by path, in row-major order. Immutable. */
public final class Parameters {
    /** The longest array that every Java allows. */
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    /** No variable. */
    static final Parameters NONE = new Parameters(Map.of());

    private final Map<String, float[]> values;

    private Parameters(Map<String, float[]> values) {
        this.values = values;
    }

    /** Values by path; the arrays are not copied. */
    static Parameters of(Map<String, float[]> values) {
        return new Parameters(new LinkedHashMap<>(values));
    }

    /** First values, each drawn from a generator that depends on the seed and the variable's path alone. */
    static Parameters initial(List<TracedVariable> variables, long seed) {
        Map<String, float[]> values = new LinkedHashMap<>();
        for (TracedVariable variable : variables) {
            float[] array = new float[length(variable)];
            try {
                variable.initializer().initialize(array, variable.shape(), SplitMix64.of(seed, variable.path()));
            } catch (RuntimeException e) {
                throw new PluginException(
                        "initializer " + variable.initializer().pluginName() + " of " + variable.path() + ", shape "
                                + variable.shape() + ": " + e.getMessage(),
                        e);
            }
            values.put(variable.path(), array);
        }
        return new Parameters(values);
    }

    private static int length(TracedVariable variable) {
        long elements = variable.shape().elements();
        if (elements > LONGEST) {
            throw new ConfigurationException(variable.path() + " has the shape " + variable.shape() + ", which is "
                    + elements + " numbers; expected at most " + LONGEST + " in one variable");
        }
        return (int) elements;
    }

    /** What variables hold now. */
    static Parameters read(Variables variables, Set<String> paths) {
        Map<String, float[]> values = new LinkedHashMap<>();
        paths.forEach(path -> values.put(path, variables.read(path)));
        return new Parameters(values);
    }

    /** Sets all variables of these paths. */
    void write(Variables variables) {
        values.forEach(variables::write);
    }

    public Set<String> paths() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /**
     * The values of a variable, a copy.
     *
     * @throws ConfigurationException if there is none of this path; the message lists them
     */
    public float[] get(String path) {
        return find(path).clone();
    }

    /** These parameters with other values of one variable. */
    public Parameters with(String path, float... newValues) {
        if (find(path).length != newValues.length) {
            throw new ConfigurationException("variable '" + path + "' holds " + find(path).length
                    + " numbers, but was given " + newValues.length);
        }
        Map<String, float[]> changed = new LinkedHashMap<>(values);
        changed.put(path, newValues.clone());
        return new Parameters(changed);
    }

    /** Those of these variables, with the values that others have for the same paths. */
    Parameters updatedBy(Parameters others) {
        Map<String, float[]> changed = new LinkedHashMap<>(values);
        changed.replaceAll((path, value) -> others.values.getOrDefault(path, value));
        return new Parameters(changed);
    }

    /** The first path whose values are not all finite, if any. */
    List<String> notFinite() {
        List<String> paths = new ArrayList<>();
        values.forEach((path, array) -> {
            for (float value : array) {
                if (!Float.isFinite(value)) {
                    paths.add(path);
                    return;
                }
            }
        });
        return paths;
    }

    private float[] find(String path) {
        float[] found = values.get(path);
        if (found == null) {
            throw new ConfigurationException(
                    "there is no variable '" + path + "'; expected one of " + Nearest.order(path, values.keySet()));
        }
        return found;
    }
}
