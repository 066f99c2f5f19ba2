package dev.adjoint.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Makes {@code --option} alone mean its fallback value, so that {@code --option FILE} does not swallow the file. */
final class AttachedOnly implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli's own signature
    public boolean preprocess(Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        if (" ".equals(info.get("separator"))) {
            arguments.push(((picocli.CommandLine.Model.OptionSpec) option).fallbackValue());
        }
        return false;
    }
}
