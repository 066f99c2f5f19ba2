package dev.adjoint.runtime.plugin;

import static java.util.Map.entry;

import dev.adjoint.api.PluginException;
import dev.adjoint.api.plugin.Plugin;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of what record components may hold. */
final class ValueTypes {
    private static final Map<Class<?>, ValueType> SIMPLE = Map.ofEntries(
            entry(int.class, NumberType.INT),
            entry(Integer.class, NumberType.INT),
            entry(long.class, NumberType.LONG),
            entry(Long.class, NumberType.LONG),
            entry(float.class, NumberType.FLOAT),
            entry(Float.class, NumberType.FLOAT),
            entry(double.class, NumberType.DOUBLE),
            entry(Double.class, NumberType.DOUBLE),
            entry(boolean.class, new BooleanType()),
            entry(Boolean.class, new BooleanType()),
            entry(String.class, new StringType()));

    private ValueTypes() {}

    /**
     * How values of a Java type are bound.
     *
     * @param enclosing the records that the type is a part of, the innermost last
     * @throws PluginException if a component may not have this type
     */
    static ValueType of(Type type, List<Class<?>> enclosing) {
        if (type instanceof ParameterizedType generic) {
            Type argument = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == List.class) {
                return new ListType(of(argument, enclosing));
            }
            if (generic.getRawType() == Optional.class) {
                return new OptionalType(of(argument, enclosing));
            }
        }
        if (type instanceof Class<?> plain) {
            ValueType simple = SIMPLE.get(plain);
            if (simple != null) {
                return simple;
            }
            if (plain.isEnum()) {
                return new EnumType(plain);
            }
            if (Plugin.class.isAssignableFrom(plain)) {
                Class<? extends Plugin> plugin = plain.asSubclass(Plugin.class);
                PluginKinds.of(plugin);
                return new PluginType(plugin);
            }
            if (plain.isRecord() && !enclosing.contains(plain)) {
                return new RecordType(RecordSchema.of(plain, enclosing));
            }
        }
        throw new PluginException("a component cannot have the type " + type.getTypeName()
                + "\n  allowed: int, long, float, double, boolean, String, enums, plugins, other public records, and"
                + " List and Optional of these");
    }
}
