package dev.adjoint.runtime.plugin;

import static java.util.stream.Collectors.joining;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.PluginException;
import dev.adjoint.api.plugin.Names;
import dev.adjoint.runtime.text.Nearest;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The keys of a record's configuration, read from the record itself, and how maps become such records and back. */
final class RecordSchema {
    private final String name;
    private final Constructor<?> constructor;
    private final List<Component> components;

    private record Component(String key, ValueType type, Method accessor) {}

    private RecordSchema(String name, Constructor<?> constructor, List<Component> components) {
        this.name = name;
        this.constructor = constructor;
        this.components = components;
    }

    /**
     * The schema of a record.
     *
     * @param enclosing the records that this one is a part of
     * @throws PluginException if it is not a public record of components that can be bound
     */
    static RecordSchema of(Class<?> type, List<Class<?>> enclosing) {
        if (!type.isRecord() || !Modifier.isPublic(type.getModifiers())) {
            throw new PluginException(type.getName() + " must be a public record");
        }
        List<Class<?>> around = new ArrayList<>(enclosing);
        around.add(type);
        List<Component> components = new ArrayList<>();
        List<Class<?>> parameters = new ArrayList<>();
        for (RecordComponent part : type.getRecordComponents()) {
            String key = Names.kebab(part.getName());
            if (!Names.isValid(key)
                    || components.stream().anyMatch(other -> other.key().equals(key))) {
                throw new PluginException("component " + part.getName() + " of " + type.getName() + ": its key '" + key
                        + "' must be lower-case words of letters and digits, and the record's only one");
            }
            try {
                components.add(new Component(key, ValueTypes.of(part.getGenericType(), around), part.getAccessor()));
            } catch (PluginException e) {
                throw new PluginException(
                        "component " + part.getName() + " of " + type.getName() + ": " + e.getMessage(), e);
            }
            parameters.add(part.getType());
        }
        try {
            Constructor<?> constructor = type.getConstructor(parameters.toArray(new Class<?>[0]));
            return new RecordSchema(Names.kebab(type.getSimpleName()), constructor, List.copyOf(components));
        } catch (NoSuchMethodException e) {
            throw new PluginException("the canonical constructor of " + type.getName() + " is not public", e);
        }
    }

    /** This schema, with the name that a plugin gives itself in place of its class's. */
    RecordSchema named(String newName) {
        return new RecordSchema(newName, constructor, components);
    }

    /** The record for a map; a key that the map lacks has the value of the slot's fallback. */
    Object bind(Map<?, ?> plain, Slot slot) {
        Supplier<String> keys = () -> "\n  " + keys(slot);
        for (Object key : plain.keySet()) {
            if (components.stream().noneMatch(component -> component.key().equals(key))) {
                List<String> known = components.stream().map(Component::key).toList();
                throw new ConfigurationException(slot.path() + ": unknown key " + PlainText.name(String.valueOf(key))
                        + Nearest.question(String.valueOf(key), known) + keys.get());
            }
        }
        Object[] values = new Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            Component component = components.get(i);
            Object fallback = slot.fallback() == null ? null : read(component, slot.fallback());
            if (plain.containsKey(component.key())) {
                Slot inner = new Slot(slot.path() + "." + component.key(), keys, fallback, slot.registry());
                values[i] = component.type().bind(plain.get(component.key()), inner);
            } else if (fallback != null) {
                values[i] = fallback;
            } else {
                throw new ConfigurationException(
                        slot.path() + ": the key '" + component.key() + "' is missing" + keys.get());
            }
        }
        return construct(values, slot.path());
    }

    /** All components of a record as plain values by key. */
    Map<String, @Nullable Object> toPlain(Object instance, PluginRegistry registry) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (Component component : components) {
            plain.put(component.key(), component.type().toPlain(read(component, instance), registry));
        }
        return Collections.unmodifiableMap(plain);
    }

    /** What to say of each component. */
    List<PluginDescription.Component> describe(Object defaults, PluginRegistry registry) {
        return components.stream()
                .map(component -> new PluginDescription.Component(
                        component.key(),
                        component.type().text(),
                        defaultText(component, defaults, registry),
                        component.type().allowed()))
                .toList();
    }

    /** Throws if the components of the defaults are not values that could be written to a file and bound again. */
    void checkDefaults(Object defaults) {
        for (Component component : components) {
            read(component, defaults);
        }
    }

    private String keys(Slot slot) {
        if (components.isEmpty()) {
            return name + " has no keys";
        }
        Object defaults = slot.fallback();
        return "keys of " + name + ": "
                + components.stream()
                        .map(component -> component.key() + ": "
                                + component.type().text()
                                + (defaults == null ? "" : " = " + defaultText(component, defaults, slot.registry())))
                        .collect(joining(", "));
    }

    private static String defaultText(Component component, Object defaults, PluginRegistry registry) {
        Object value = read(component, defaults);
        try {
            return PlainText.of(component.type().toPlain(value, registry));
        } catch (AdjointException e) {
            return value.toString(); // a default that no file can state, such as a plugin that is not registered
        }
    }

    private Object construct(Object[] values, String path) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getTargetException();
            if (cause instanceof AdjointException || cause instanceof IllegalArgumentException) {
                throw new ConfigurationException(path + ": " + cause.getMessage(), cause);
            }
            throw new ConfigurationException(
                    path + ": " + name + " does not accept these values; its constructor failed with " + cause, cause);
        } catch (ReflectiveOperationException e) {
            throw new PluginException(path + ": " + name + " cannot be created: " + e.getMessage(), e);
        }
    }

    private static Object read(Component component, Object instance) {
        try {
            Object value = component.accessor().invoke(instance);
            if (value != null) {
                return value;
            }
            throw new PluginException("component '" + component.key() + "' of "
                    + instance.getClass().getName() + " is null; use Optional for what may be absent");
        } catch (ReflectiveOperationException e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            throw new PluginException(
                    "component '" + component.key() + "' of "
                            + instance.getClass().getName() + " cannot be read: " + cause,
                    e);
        }
    }
}
