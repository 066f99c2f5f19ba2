package dev.adjoint.codegen.compile;

import dev.adjoint.codegen.emit.GeneratedSource;

/** Turns Java source into a class of this process. */
public interface SourceCompiler {
    /**
     * The class that the source declares.
     *
     * @throws dev.adjoint.api.CompilationException with the numbered source, if it does not compile
     */
    Class<?> compile(GeneratedSource source);

    /** The source with a number in front of each line, for messages. */
    static String numbered(String source) {
        StringBuilder text = new StringBuilder();
        int number = 1;
        for (String line : source.split("\n", -1)) {
            text.append(String.format("%5d  %s%n", number++, line));
        }
        return text.toString();
    }
}
