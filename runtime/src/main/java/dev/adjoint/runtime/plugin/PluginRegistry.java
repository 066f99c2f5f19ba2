package dev.adjoint.runtime.plugin;

import static java.util.stream.Collectors.joining;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.PluginException;
import dev.adjoint.api.plugin.Plugin;
import dev.adjoint.runtime.text.Nearest;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The plugins that are present, by kind and name, and the way between plain values, as model files hold them, and
 * plugins. Only what ServiceLoader found is ever created: no class is loaded for a name that stands in a file.
 * Immutable.
 */
public final class PluginRegistry {
    private final ClassLoader loader;
    private final Map<Class<? extends Plugin>, Map<String, PluginEntry>> entries = new LinkedHashMap<>();
    private final List<PluginException> problems;

    private PluginRegistry(ClassLoader loader, Collection<PluginEntry> found, List<PluginException> problems) {
        this.loader = loader;
        this.problems = List.copyOf(problems);
        PluginKinds.ALL.forEach(kind -> entries.put(kind, new TreeMap<>()));
        for (PluginEntry entry : found) {
            PluginEntry other = named(entry.kind()).putIfAbsent(entry.name(), entry);
            if (other != null) {
                throw new PluginException("two plugins are the " + PluginKinds.name(entry.kind()) + " '" + entry.name()
                        + "': " + other.origin() + ", and " + entry.origin() + "; remove one of them");
            }
        }
    }

    /**
     * The plugins on the class path of the current thread's context class loader.
     *
     * @throws PluginException if two plugins of a kind have the same name
     */
    public static PluginRegistry ofClassPath() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? PluginRegistry.class.getClassLoader() : context;
        PluginDiscovery discovery = new PluginDiscovery();
        discovery.classPath(loader);
        return new PluginRegistry(loader, discovery.found(), discovery.problems());
    }

    /**
     * These plugins and those of the jars in a directory, each jar with a class loader of its own.
     *
     * @throws PluginException if there is no such directory, or if two plugins of a kind have the same name
     */
    public PluginRegistry withDirectory(Path directory) {
        PluginDiscovery discovery = new PluginDiscovery();
        entries.values().forEach(byName -> discovery.found().addAll(byName.values()));
        discovery.problems().addAll(problems);
        discovery.directory(directory, loader);
        return new PluginRegistry(loader, discovery.found(), discovery.problems());
    }

    /** Why plugins that are declared cannot be used; each names the class, as far as it is known, and the jar. */
    public List<PluginException> problems() {
        return problems;
    }

    /** The names of a kind, in alphabetical order. */
    public Set<String> names(Class<? extends Plugin> kind) {
        return named(kind).keySet();
    }

    /**
     * A plugin as its no-argument constructor makes it.
     *
     * @throws PluginException if there is none of this name; the message lists the names
     */
    public <P extends Plugin> P create(Class<P> kind, String name) {
        Plugin plugin = find(kind, name, "").defaults();
        if (!kind.isInstance(plugin)) {
            throw new PluginException(
                    "the " + PluginKinds.name(PluginKinds.of(kind)) + " '" + name + "' is no " + kind.getSimpleName());
        }
        return kind.cast(plugin);
    }

    /**
     * The plugin that a plain value describes: {@code "relu"}, or {@code {dense: {units: 3}}}, where keys that are left
     * out have the values of the default instance.
     *
     * @param where the path that messages give to the value, such as {@code layers[2]}; may be empty
     * @throws PluginException if there is no plugin of the name; the message lists the names
     * @throws ConfigurationException if the plugin cannot be configured like this; the message lists the keys
     */
    public <P extends Plugin> P bind(Class<P> kind, @Nullable Object plain, String where) {
        String path = where.isEmpty() ? PluginKinds.name(PluginKinds.of(kind)) : where;
        PlainLimits.check(plain, path);
        return bindNested(kind, plain, path);
    }

    /** As {@link #bind}, for a value that is known to keep the limits. */
    <P extends Plugin> P bindNested(Class<P> kind, @Nullable Object plain, String where) {
        String kindName = PluginKinds.name(PluginKinds.of(kind));
        Slot slot = new Slot(where, () -> "", null, this);
        Object plugin;
        if (plain instanceof String name) {
            plugin = find(kind, name, where).defaults();
        } else if (plain instanceof Map<?, ?> map && map.size() == 1) {
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            plugin = configure(find(kind, String.valueOf(only.getKey()), where), only.getValue(), where);
        } else if (plain instanceof Map) {
            throw slot.expected(
                    "one " + kindName,
                    plain,
                    "\n  one plugin, with its keys indented below it, is {name: {key: value}}");
        } else {
            throw slot.expected("a " + kindName + ", as a name or as {name: {key: value}}", plain);
        }
        if (!kind.isInstance(plugin)) {
            throw slot.expected("a " + kindName + " that is a " + kind.getSimpleName(), plain);
        }
        return kind.cast(plugin);
    }

    /**
     * The plain value, with all keys, that binds to a plugin equal to this one.
     *
     * @throws PluginException if the plugin is not one of this registry
     */
    public Object toPlain(Plugin plugin) {
        for (Map<String, PluginEntry> byName : entries.values()) {
            for (PluginEntry entry : byName.values()) {
                if (entry.defaults().getClass() == plugin.getClass()) {
                    return Map.of(entry.name(), entry.schema().toPlain(plugin, this));
                }
            }
        }
        throw new PluginException(plugin.getClass().getName() + " is not registered, so no model file can name it;"
                + " declare it with @AutoService or in META-INF/services");
    }

    /**
     * A record that is no plugin, such as a section of a model file: a map of its components, where keys that are left
     * out have the values of the defaults.
     *
     * @throws ConfigurationException if the map does not fit; the message lists the keys
     */
    public <R extends Record> R bindRecord(R defaults, @Nullable Object plain, String where) {
        PlainLimits.check(plain, where);
        RecordSchema schema = RecordSchema.of(defaults.getClass(), List.of()).named(where);
        Slot slot = new Slot(where, () -> "", defaults, this);
        @SuppressWarnings("unchecked") // the schema is that of the defaults' class
        R bound = (R) new RecordType(schema).bind(plain, slot);
        return bound;
    }

    /** All components of a record that is no plugin, by key: the map that binds to an equal record. */
    public Map<String, @Nullable Object> recordToPlain(Record value) {
        return RecordSchema.of(value.getClass(), List.of()).toPlain(value, this);
    }

    /** All plugins, by kind and name. */
    public List<PluginDescription> list() {
        return entries.values().stream()
                .flatMap(byName -> byName.values().stream())
                .map(entry -> entry.describe(this))
                .toList();
    }

    /**
     * One plugin.
     *
     * @throws PluginException if there is none of this name; the message lists the names
     */
    public PluginDescription describe(Class<? extends Plugin> kind, String name) {
        return find(kind, name, "").describe(this);
    }

    private Object configure(PluginEntry entry, @Nullable Object configuration, String where) {
        String path = where + "." + entry.name();
        Map<?, ?> keys;
        if (configuration == null) {
            keys = Map.of();
        } else if (configuration instanceof Map<?, ?> map) {
            keys = map;
        } else {
            throw new Slot(path, () -> "", null, this)
                    .expected("a map of keys, {" + entry.name() + ": {key: value}}", configuration);
        }
        return entry.schema().bind(keys, new Slot(path, () -> "", entry.defaults(), this));
    }

    private PluginEntry find(Class<? extends Plugin> kind, String name, String where) {
        Map<String, PluginEntry> known = named(kind);
        PluginEntry entry = known.get(name);
        if (entry != null) {
            return entry;
        }
        String kindName = PluginKinds.name(PluginKinds.of(kind));
        throw new PluginException((where.isEmpty() ? "" : where + ": ")
                + "there is no " + kindName + " named " + PlainText.name(name)
                + Nearest.question(name, known.keySet())
                + "\n  known: "
                + (known.isEmpty()
                        ? "none; is a jar of plugins on the class path?"
                        : String.join(", ", Nearest.order(name, known.keySet())))
                + problems.stream()
                        .map(problem -> "\n  " + problem.getMessage())
                        .collect(joining()));
    }

    private Map<String, PluginEntry> named(Class<? extends Plugin> kind) {
        Map<String, PluginEntry> byName = entries.get(PluginKinds.of(kind));
        return byName == null ? Map.of() : byName;
    }
}
