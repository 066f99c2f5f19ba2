package dev.adjoint.codegen;

import dev.adjoint.api.CompilationException;
import dev.adjoint.api.plugin.Kernel;
import dev.adjoint.codegen.compile.SourceCompiler;
import dev.adjoint.codegen.emit.GeneratedSource;
import java.lang.reflect.Constructor;

/**
 * Source as a class. The same source may become another class later: the JIT compiles that anew, and a kernel that it compiled
 * badly the first time it hardly ever compiles badly again.
 */
final class GeneratedClass {
    /** How many classes there may be, one after the other. */
    private static final int MOST = 3;

    private final SourceCompiler compiler;
    private final GeneratedSource source;
    private final Meter meter;
    private volatile Constructor<?> constructor;
    private int made = 1;
    private boolean isBeingMade;

    /**
     * Compiles source.
     *
     * @param meter by which its runs are judged
     */
    GeneratedClass(SourceCompiler compiler, GeneratedSource source, Meter meter) {
        this.compiler = compiler;
        this.source = source;
        this.meter = meter;
        this.constructor = compile();
    }

    Meter meter() {
        return meter;
    }

    /** Makes instances of the class that is the best one now. */
    Constructor<?> constructor() {
        return constructor;
    }

    /**
     * Whether there may be another class, which the caller then makes.
     *
     * @param bad makes instances of the class that was compiled badly; there may be a better one by now
     */
    synchronized boolean begin(Constructor<?> bad) {
        if (isBeingMade || made == MOST || !constructor.equals(bad)) {
            return false;
        }
        made++;
        isBeingMade = true;
        return true;
    }

    /** Another class of the same source. */
    Constructor<?> compile() {
        try {
            return compiler.compile(source).getConstructor(float[][].class, Kernel[].class, int.class);
        } catch (NoSuchMethodException e) {
            throw new CompilationException("the generated class lacks its constructor", e);
        }
    }

    /** Lets instances be of another class from now on. */
    synchronized void becomes(Constructor<?> better) {
        constructor = better;
    }

    synchronized void end() {
        isBeingMade = false;
    }
}
