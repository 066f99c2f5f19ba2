package dev.adjoint.runtime.plugin;

import dev.adjoint.api.PluginException;
import dev.adjoint.api.plugin.Plugin;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Spliterator;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Finds plugins with ServiceLoader. What is declared but cannot be used is kept as a problem, and does not stand in the
 * way of the rest.
 */
final class PluginDiscovery {
    private static final String SERVICES = "META-INF/services/";

    private final List<PluginEntry> found = new ArrayList<>();
    private final List<PluginException> problems = new ArrayList<>();

    /** The plugins that could be used. */
    List<PluginEntry> found() {
        return found;
    }

    /** Why others could not; each names the class, as far as it is known, and the jar. */
    List<PluginException> problems() {
        return problems;
    }

    /** Finds the plugins that a class loader and its parents offer. */
    void classPath(ClassLoader loader) {
        for (Class<? extends Plugin> kind : PluginKinds.ALL) {
            search(kind, loader, loader, "on the class path");
        }
    }

    /**
     * Finds the plugins of all jars of a directory. Each jar has a class loader of its own below the given one.
     *
     * @throws PluginException if there is no such directory
     */
    void directory(Path directory, ClassLoader parent) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
            files.forEach(jars::add);
        } catch (IOException | DirectoryIteratorException e) {
            boolean missing = !Files.exists(directory);
            throw new PluginException(
                    "the plugin directory " + directory.toAbsolutePath()
                            + (missing ? " does not exist" : " cannot be read; it must be a directory of jars"),
                    e);
        }
        jars.stream().sorted().forEach(jar -> jar(jar, parent));
    }

    private void jar(Path jar, ClassLoader parent) {
        try (JarFile file = new JarFile(jar.toFile())) {
            if (PluginKinds.ALL.stream().allMatch(kind -> file.getEntry(SERVICES + kind.getName()) == null)) {
                problems.add(new PluginException(jar + " declares no plugins: it has no " + SERVICES + "... of a kind"
                        + " of plugin; what a plugin depends on must be inside its own jar"));
                return;
            }
        } catch (IOException | SecurityException e) {
            problems.add(new PluginException(jar + " is not a readable jar: " + e.getMessage(), e));
            return;
        }
        URLClassLoader loader = new URLClassLoader(jar.getFileName().toString(), new URL[] {url(jar)}, parent);
        ClassLoader declaredHere = new ClassLoader(loader) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return loader.findResources(name);
            }
        };
        for (Class<? extends Plugin> kind : PluginKinds.ALL) {
            search(kind, declaredHere, loader, "in " + jar);
        }
    }

    private <P extends Plugin> void search(Class<P> kind, ClassLoader declaring, ClassLoader defining, String where) {
        Spliterator<ServiceLoader.Provider<P>> providers =
                ServiceLoader.load(kind, declaring).stream().spliterator();
        String lastReason = "";
        for (boolean more = true; more; ) {
            try {
                more = providers.tryAdvance(provider -> take(kind, provider, declaring == defining, defining, where));
            } catch (ServiceConfigurationError | LinkageError e) {
                String reason = e instanceof LinkageError
                        ? e.toString()
                        : String.valueOf(e.getMessage()).replace(kind.getName() + ": ", "");
                if (reason.equals(lastReason)) {
                    return;
                }
                lastReason = reason;
                problems.add(unusable(kind, where, reason, e));
            }
        }
    }

    private <P extends Plugin> void take(
            Class<P> kind, ServiceLoader.Provider<P> provider, boolean parentsToo, ClassLoader defining, String where) {
        Class<? extends P> type = provider.type();
        if (!parentsToo && type.getClassLoader() != defining) {
            if (!type.getModule().isNamed()) {
                throw new PluginException(type.getName() + " is " + where + " and in "
                        + PluginSource.of(type).location() + ", where the application sees it; remove one of them");
            }
            return;
        }
        try {
            RecordSchema schema = RecordSchema.of(type, List.of());
            found.add(PluginEntry.of(kind, provider.get(), schema));
        } catch (ServiceConfigurationError e) {
            String reason = "its no-argument constructor failed with " + e.getCause();
            problems.add(unusable(
                    kind, type.getName() + " in " + PluginSource.of(type).location(), reason, e));
        } catch (LinkageError | RuntimeException e) {
            String reason = e instanceof PluginException ? e.getMessage() : e.toString();
            problems.add(unusable(
                    kind, type.getName() + " in " + PluginSource.of(type).location(), reason, e));
        }
    }

    private static PluginException unusable(
            Class<? extends Plugin> kind, String plugin, @Nullable String reason, Throwable cause) {
        return new PluginException("a " + PluginKinds.name(kind) + " cannot be used: " + plugin + ": " + reason, cause);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new PluginException("the jar " + jar + " has no URL: " + e.getMessage(), e);
        }
    }
}
