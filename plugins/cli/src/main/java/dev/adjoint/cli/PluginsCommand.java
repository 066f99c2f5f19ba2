package dev.adjoint.cli;

import picocli.CommandLine.Command;

/** {@code adjoint plugins}: which plugins there are. */
@Command(
        name = "plugins",
        description = "Lists and describes the plugins that model files can name.",
        subcommands = {PluginsListCommand.class, PluginsDescribeCommand.class})
final class PluginsCommand {}
