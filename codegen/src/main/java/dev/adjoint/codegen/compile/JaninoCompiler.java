package dev.adjoint.codegen.compile;

import dev.adjoint.api.CompilationException;
import dev.adjoint.codegen.emit.GeneratedSource;
import java.io.IOException;
import java.io.StringReader;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;

/** Compiles with Janino: in milliseconds, and wherever a JRE runs. */
public final class JaninoCompiler implements SourceCompiler {
    @Override
    public Class<?> compile(GeneratedSource source) {
        try {
            SimpleCompiler compiler = new SimpleCompiler();
            compiler.setParentClassLoader(JaninoCompiler.class.getClassLoader());
            compiler.setDebuggingInformation(true, true, true);
            String file = source.className().substring(source.className().lastIndexOf('.') + 1) + ".java";
            compiler.cook(file, new StringReader(source.source()));
            return compiler.getClassLoader().loadClass(source.className());
        } catch (CompileException | ClassNotFoundException | IOException e) {
            throw new CompilationException(
                    "Janino did not accept generated source: " + e.getMessage() + "\n"
                            + SourceCompiler.numbered(source.source()),
                    e);
        }
    }
}
