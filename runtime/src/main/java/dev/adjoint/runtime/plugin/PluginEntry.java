package dev.adjoint.runtime.plugin;

import dev.adjoint.api.PluginException;
import dev.adjoint.api.plugin.Names;
import dev.adjoint.api.plugin.Plugin;

/**
 * A plugin that was found and may be used.
 *
 * @param kind the interface that it was found under
 * @param name the name that model files use
 * @param defaults the instance made by its no-argument constructor
 * @param schema the keys of its configuration
 * @param source where it came from
 */
record PluginEntry(
        Class<? extends Plugin> kind, String name, Plugin defaults, RecordSchema schema, PluginSource source) {
    /** @throws PluginException if the plugin is not what a plugin must be */
    static PluginEntry of(Class<? extends Plugin> kind, Plugin defaults, RecordSchema schema) {
        String name = defaults.pluginName();
        if (name == null || !Names.isValid(name)) {
            throw new PluginException("its name '" + name
                    + "' is not valid; names are lower-case words of letters and digits, joined by single dashes");
        }
        schema.checkDefaults(defaults);
        return new PluginEntry(kind, name, defaults, schema.named(name), PluginSource.of(defaults.getClass()));
    }

    /** The class and where it came from, for messages. */
    String origin() {
        return defaults.getClass().getName() + " in " + source.location();
    }

    PluginDescription describe(PluginRegistry registry) {
        return new PluginDescription(
                PluginKinds.name(kind),
                name,
                defaults.getClass().getName(),
                source.location(),
                source.version(),
                schema.describe(defaults, registry));
    }
}
