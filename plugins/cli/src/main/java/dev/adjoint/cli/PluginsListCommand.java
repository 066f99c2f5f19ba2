package dev.adjoint.cli;

import dev.adjoint.runtime.plugin.PluginDescription;
import dev.adjoint.runtime.plugin.PluginDescription.Component;
import dev.adjoint.runtime.plugin.PluginKinds;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code adjoint plugins list}: one line for each plugin. */
@Command(name = "list", description = "Lists all plugins, or those of one kind, with their keys and defaults.")
final class PluginsListCommand implements Runnable {
    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            description = "layer, loss, optimizer, initializer, schedule, regularizer, metric, backend or kernel.")
    private String kind = "";

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        if (!kind.isEmpty()) {
            PluginKinds.named(kind);
        }
        List<PluginDescription> plugins = common.registry().list().stream()
                .filter(plugin -> kind.isEmpty() || plugin.kind().equals(kind))
                .toList();
        if (common.json()) {
            common.printJson(plugins.stream().map(PluginsDescribeCommand::plain).toList());
            return;
        }
        TextTable table = new TextTable("");
        for (PluginDescription plugin : plugins) {
            table.add(plugin.kind(), plugin.name(), keys(plugin.components()));
        }
        common.out().print(table);
        common.out().flush();
    }

    private static String keys(List<Component> components) {
        return String.join(
                "  ",
                components.stream()
                        .map(component -> component.key() + "=" + component.defaultValue())
                        .toList());
    }
}
