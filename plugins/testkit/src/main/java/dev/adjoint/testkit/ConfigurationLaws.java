package dev.adjoint.testkit;

import dev.adjoint.api.plugin.Names;
import dev.adjoint.api.plugin.Plugin;
import dev.adjoint.runtime.plugin.PluginDescription;
import dev.adjoint.runtime.plugin.PluginRegistry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** The laws of a plugin's configuration, whatever its kind. */
final class ConfigurationLaws {
    private ConfigurationLaws() {}

    static <P extends Plugin> List<Law> of(Class<P> kind, P plugin) {
        return List.of(
                new Law("it is a record found by ServiceLoader under its name", () -> found(kind, plugin)),
                new Law("its configuration survives a model file", () -> roundTrip(kind, plugin)));
    }

    private static <P extends Plugin> void found(Class<P> kind, P plugin) {
        String name = plugin.pluginName();
        if (!plugin.getClass().isRecord()) {
            throw new AssertionFailedError(plugin.getClass().getName() + " is no record");
        }
        if (!Names.isValid(name)) {
            throw new AssertionFailedError("'" + name + "' is no lower-case words joined by dashes");
        }
        PluginRegistry registry = PluginRegistry.ofClassPath();
        P created = registry.create(kind, name);
        if (created.getClass() != plugin.getClass()) {
            throw new AssertionFailedError(
                    "'" + name + "' is the name of " + created.getClass().getName());
        }
        PluginDescription description = registry.describe(kind, name);
        int components = plugin.getClass().getRecordComponents().length;
        if (description.components().size() != components) {
            throw new AssertionFailedError(
                    "it has " + components + " components but is described with " + description.components());
        }
    }

    private static <P extends Plugin> void roundTrip(Class<P> kind, P plugin) {
        PluginRegistry registry = PluginRegistry.ofClassPath();
        for (P each : List.of(plugin, registry.create(kind, plugin.pluginName()))) {
            Object plain = registry.toPlain(each);
            assertPlain(plain);
            P bound = registry.bind(kind, plain, "the contract");
            if (!bound.equals(each)) {
                throw new AssertionFailedError(each + " is written as " + plain + " and read back as " + bound);
            }
        }
    }

    private static void assertPlain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> assertPlain(entry));
        } else if (value instanceof List<?> list) {
            list.forEach(ConfigurationLaws::assertPlain);
        } else if (value != null && !(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw new AssertionFailedError("its configuration holds " + value + ", which no model file can");
        }
    }
}
