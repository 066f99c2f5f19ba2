package dev.adjoint.runtime.plugin;

import java.util.List;
import java.util.Optional;

/**
 * What a plugin's record says about it.
 *
 * @param kind such as {@code layer}
 * @param name the name that model files use
 * @param className the name of the record
 * @param source the jar or folder that it came from
 * @param version the version that the jar states, where it states one
 * @param components its configuration, in the order of the record
 */
public record PluginDescription(
        String kind,
        String name,
        String className,
        String source,
        Optional<String> version,
        List<Component> components) {
    public PluginDescription {
        components = List.copyOf(components);
    }

    /**
     * One key of a plugin's configuration.
     *
     * @param key the key in model files, {@code learning-rate} for {@code learningRate}
     * @param type such as {@code int}, {@code list of float}, {@code initializer}
     * @param defaultValue the default as a model file would state it
     * @param allowed the only values that are allowed, where they can be counted
     */
    public record Component(String key, String type, String defaultValue, List<String> allowed) {
        public Component {
            allowed = List.copyOf(allowed);
        }
    }
}
