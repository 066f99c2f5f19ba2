package dev.adjoint.runtime.plugin;

import dev.adjoint.api.PluginException;
import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.api.plugin.Kernel;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.api.plugin.Metric;
import dev.adjoint.api.plugin.Names;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.Plugin;
import dev.adjoint.api.plugin.Regularizer;
import dev.adjoint.api.plugin.Schedule;
import dev.adjoint.runtime.text.Nearest;
import java.util.List;

/** The kinds of plugins there are, each the interface that ServiceLoader looks under. */
public final class PluginKinds {
    /** All kinds, in the order of listings. */
    public static final List<Class<? extends Plugin>> ALL = List.of(
            Layer.class,
            Loss.class,
            Optimizer.class,
            Initializer.class,
            Schedule.class,
            Regularizer.class,
            Metric.class,
            Backend.class,
            Kernel.class);

    private PluginKinds() {}

    /** {@code layer} for {@code Layer}. */
    public static String name(Class<? extends Plugin> kind) {
        return Names.kebab(kind.getSimpleName());
    }

    /** The names of all kinds. */
    public static List<String> names() {
        return ALL.stream().map(PluginKinds::name).toList();
    }

    /**
     * {@code Layer} for {@code layer}.
     *
     * @throws PluginException if there is no such kind
     */
    public static Class<? extends Plugin> named(String name) {
        for (Class<? extends Plugin> kind : ALL) {
            if (name(kind).equals(name)) {
                return kind;
            }
        }
        throw new PluginException("there is no kind of plugin named '" + name + "'" + Nearest.question(name, names())
                + "\n  kinds: " + String.join(", ", names()));
    }

    /** The kind that a type is, or is a special case of, such as {@code Layer} for {@code MergeLayer}. */
    static Class<? extends Plugin> of(Class<? extends Plugin> type) {
        return ALL.stream()
                .filter(kind -> kind.isAssignableFrom(type))
                .findFirst()
                .orElseThrow(() -> new PluginException(
                        type.getName() + " is of no kind of plugin\n  kinds: " + String.join(", ", names())));
    }
}
