package dev.adjoint.api.plugin;

/**
 * A named part of Adjoint. A plugin is a record: its components are its configuration, its public no-argument
 * constructor gives the defaults, and ServiceLoader finds it under the interface of its kind (with AutoService:
 * {@code @AutoService(Layer.class)}). Components may be numbers, booleans, strings, enums, lists of these, and other
 * plugins.
 */
public interface Plugin {
    /** The name that model files use: by default that of the class, {@code leaky-relu} for {@code LeakyRelu}. */
    default String pluginName() {
        return Names.kebab(getClass().getSimpleName());
    }
}
