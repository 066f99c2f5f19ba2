package dev.adjoint.cli;

import dev.adjoint.api.PluginException;
import dev.adjoint.runtime.plugin.PluginDescription;
import dev.adjoint.runtime.plugin.PluginDescription.Component;
import dev.adjoint.runtime.plugin.PluginKinds;
import dev.adjoint.runtime.text.Nearest;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code adjoint plugins describe}: the keys of a plugin, and where it came from. */
@Command(name = "describe", description = "Shows the keys of a plugin with types and defaults, and where it came from.")
final class PluginsDescribeCommand implements Runnable {
    @Parameters(paramLabel = "NAME", description = "The plugin's name, such as dense.")
    private String name = "";

    @Option(names = "--kind", paramLabel = "KIND", description = "Its kind, where several kinds have this name.")
    private String kind = "";

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        List<PluginDescription> plugins = find();
        if (common.json()) {
            common.printJson(plugins.stream().map(PluginsDescribeCommand::plain).toList());
        } else {
            plugins.forEach(plugin -> print(plugin, common.out()));
        }
    }

    /** What a program may read about a plugin. */
    static Map<String, @Nullable Object> plain(PluginDescription plugin) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("kind", plugin.kind());
        plain.put("name", plugin.name());
        plain.put("class", plugin.className());
        plain.put("source", plugin.source());
        plain.put("version", plugin.version().orElse(null));
        plain.put(
                "keys",
                plugin.components().stream()
                        .map(key -> {
                            Map<String, @Nullable Object> component = new LinkedHashMap<>();
                            component.put("key", key.key());
                            component.put("type", key.type());
                            component.put("default", key.defaultValue());
                            component.put("allowed", key.allowed());
                            return component;
                        })
                        .toList());
        return plain;
    }

    private List<PluginDescription> find() {
        if (!kind.isEmpty()) {
            return List.of(common.registry().describe(PluginKinds.named(kind), name));
        }
        List<PluginDescription> all = common.registry().list();
        List<PluginDescription> found =
                all.stream().filter(plugin -> plugin.name().equals(name)).toList();
        if (found.isEmpty()) {
            List<String> names =
                    all.stream().map(PluginDescription::name).distinct().toList();
            throw new PluginException("there is no plugin named '" + name + "'" + Nearest.question(name, names)
                    + "\n  'adjoint plugins list' shows all");
        }
        return found;
    }

    private static void print(PluginDescription plugin, PrintWriter out) {
        TextTable head = new TextTable("  ");
        head.add("class", plugin.className());
        head.add("source", plugin.source());
        plugin.version().ifPresent(version -> head.add("version", version));
        out.println(plugin.kind() + " " + plugin.name());
        out.println(head);
        if (plugin.components().isEmpty()) {
            out.println("  It has no keys: " + plugin.name());
        } else {
            TextTable keys = new TextTable("  ");
            keys.add("KEY", "TYPE", "DEFAULT");
            for (Component key : plugin.components()) {
                keys.add(key.key(), key.type(), key.defaultValue());
            }
            out.println(keys);
            out.println("  In a model file: " + plugin.name() + ", or with keys: {" + plugin.name() + ": {"
                    + String.join(", ", settings(plugin).toList()) + "}}");
        }
        out.println();
    }

    private static Stream<String> settings(PluginDescription plugin) {
        return plugin.components().stream().map(key -> key.key() + ": " + key.defaultValue());
    }
}
