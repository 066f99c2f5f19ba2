package dev.adjoint.runtime.plugin;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * Where a plugin came from.
 *
 * @param location the jar or folder of its class
 * @param version the Implementation-Version of the jar
 */
record PluginSource(String location, Optional<String> version) {
    static PluginSource of(Class<?> type) {
        return new PluginSource(
                location(type.getProtectionDomain().getCodeSource()),
                Optional.ofNullable(type.getPackage().getImplementationVersion()));
    }

    private static String location(CodeSource source) {
        if (source == null || source.getLocation() == null) {
            return "an unknown place";
        }
        try {
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            return source.getLocation().toString();
        }
    }
}
