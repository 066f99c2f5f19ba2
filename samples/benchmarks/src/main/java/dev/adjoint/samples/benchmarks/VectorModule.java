package dev.adjoint.samples.benchmarks;

/** Whether this process was given the module of the Vector API. */
final class VectorModule {
    private static final String NAME = "jdk.incubator.vector";
    /** Why there are plain loops without it, and what to do. */
    static final String MISSING = "the module " + NAME + " is missing; java --add-modules " + NAME + " adds it";

    private VectorModule() {}

    static boolean isPresent() {
        return ModuleLayer.boot().findModule(NAME).isPresent();
    }
}
