package dev.adjoint.runtime.persistence;

import dev.adjoint.api.plugin.Plugin;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.NamedLayer;
import dev.adjoint.runtime.model.WeightedLoss;
import dev.adjoint.runtime.plugin.PluginDescription;
import dev.adjoint.runtime.plugin.PluginRegistry;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which plugins a model is made of, nested ones included, and their versions. */
final class PluginVersions {
    private final Map<String, PluginDescription> byClass = new HashMap<>();
    private final Map<String, String> versions = new TreeMap<>();

    private PluginVersions(PluginRegistry registry) {
        registry.list().forEach(description -> byClass.put(description.className(), description));
    }

    /** By kind and name, {@code layer dense}; the version is empty where its jar states none. */
    static Map<String, String> of(ModelSpec spec, PluginRegistry registry) {
        PluginVersions found = new PluginVersions(registry);
        spec.network().layers().stream().map(NamedLayer::layer).forEach(found::visit);
        spec.losses().values().stream().map(WeightedLoss::loss).forEach(found::visit);
        found.visit(spec.optimizer());
        found.visit(spec.schedule());
        spec.metrics().values().forEach(found::visit);
        return found.versions;
    }

    private void visit(@Nullable Object value) {
        if (value instanceof Plugin plugin) {
            PluginDescription description = byClass.get(plugin.getClass().getName());
            if (description != null) {
                versions.put(
                        description.kind() + " " + description.name(),
                        description.version().orElse(""));
            }
        }
        if (value instanceof List<?> list) {
            list.forEach(this::visit);
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(this::visit);
        } else if (value instanceof Record && value.getClass().isRecord()) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                visit(read(component, value));
            }
        }
    }

    private static @Nullable Object read(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " of a registered plugin cannot be read", e);
        }
    }
}
