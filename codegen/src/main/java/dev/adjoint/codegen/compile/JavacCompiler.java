package dev.adjoint.codegen.compile;

import dev.adjoint.api.CompilationException;
import dev.adjoint.codegen.emit.GeneratedSource;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles with the JDK's own compiler, where a JDK runs. */
public final class JavacCompiler implements SourceCompiler {
    @Override
    public Class<?> compile(GeneratedSource source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new CompilationException(
                    "this Java runtime has no compiler; run on a JDK, or take the backend \"janino\"");
        }
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        StringWriter messages = new StringWriter();
        boolean done;
        try (JavaFileManager files = new MemoryFiles(compiler.getStandardFileManager(null, null, null), classes)) {
            List<String> options = new java.util.ArrayList<>(
                    List.of("-g", "-proc:none", "-nowarn", "-Xlint:none", "-classpath", classPath()));
            if (source.source().contains("jdk.incubator.vector")) {
                options.addAll(List.of("--add-modules", "jdk.incubator.vector"));
            }
            done = compiler.getTask(messages, files, null, options, null, List.of(new SourceFile(source)))
                    .call();
        } catch (java.io.IOException e) {
            throw new CompilationException("javac could not write its classes: " + e.getMessage(), e);
        }
        if (!done) {
            throw new CompilationException("javac did not accept generated source: " + messages + "\n"
                    + SourceCompiler.numbered(source.source()));
        }
        try {
            return new MemoryLoader(classes).loadClass(source.className());
        } catch (ClassNotFoundException e) {
            throw new CompilationException("javac did not make " + source.className(), e);
        }
    }

    /** Where the classes are that generated source names. */
    private static String classPath() {
        String separator = java.io.File.pathSeparator;
        return location(JavacCompiler.class) + separator + location(CompilationException.class);
    }

    private static String location(Class<?> type) {
        try {
            return java.nio.file.Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (java.net.URISyntaxException e) {
            throw new CompilationException("the location of " + type + " is not a path", e);
        }
    }

    /** Source that is not in a file. */
    private static final class SourceFile extends SimpleJavaFileObject {
        private final String text;

        SourceFile(GeneratedSource source) {
            super(URI.create("memory:///" + source.className().replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = source.source();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps the classes that javac writes. */
    private static final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        MemoryFiles(JavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(className, key -> new ByteArrayOutputStream());
                }
            };
        }
    }

    /** Defines the classes that javac wrote. */
    private static final class MemoryLoader extends ClassLoader {
        private final Map<String, ByteArrayOutputStream> classes;

        MemoryLoader(Map<String, ByteArrayOutputStream> classes) {
            super(JavacCompiler.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            ByteArrayOutputStream bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes.toByteArray(), 0, bytes.size());
        }
    }
}
