package dev.adjoint.codegen;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this process may use the Vector API, and how wide its vectors are. */
final class VectorModule {
    private static final Logger LOG = LoggerFactory.getLogger(VectorModule.class);
    private static final String NAME = "jdk.incubator.vector";
    private static final int LANES = detect();

    /** Begins to show the operations when it is first asked for. */
    private static final class Shown {
        static final CompletableFuture<Void> FUTURE =
                LANES > 0 ? CompletableFuture.runAsync(VectorModule::show) : CompletableFuture.completedFuture(null);

        private Shown() {}
    }

    private VectorModule() {}

    /** How many floats the preferred vector holds: 4, 8 or 16; 0 without the module. */
    static int lanes() {
        return LANES;
    }

    /** Begins to show the JIT the {@linkplain VectorOperations operations}, beside what the caller does. */
    static void showOperations() {
        Shown.FUTURE.isDone();
    }

    /** Waits until the JIT has seen the {@linkplain VectorOperations operations}; from then on kernels may run. */
    static void awaitOperations() {
        Shown.FUTURE.join();
    }

    private static void show() {
        try {
            new VectorOperations(preferredSpecies()).showToJit();
        } catch (ReflectiveOperationException e) {
            LOG.warn("the JIT may compile vector code badly: the module {} does not offer what was expected", NAME, e);
        }
    }

    private static Object preferredSpecies() throws ReflectiveOperationException {
        return Class.forName(NAME + ".FloatVector")
                .getField("SPECIES_PREFERRED")
                .get(null);
    }

    private static int detect() {
        if (ModuleLayer.boot().findModule(NAME).isEmpty()) {
            LOG.info(
                    "generating plain loops: the module {} is not there; java --add-modules {} makes training several"
                            + " times faster",
                    NAME,
                    NAME);
            return 0;
        }
        try {
            int lanes = (int)
                    Class.forName(NAME + ".VectorSpecies").getMethod("length").invoke(preferredSpecies());
            int usable = lanes >= 16 ? 16 : lanes >= 8 ? 8 : lanes >= 4 ? 4 : 0;
            LOG.info("generating vector code for {} floats at a time: the module {} is there", usable, NAME);
            return usable;
        } catch (ReflectiveOperationException e) {
            LOG.warn("generating plain loops: the module {} does not offer what was expected", NAME, e);
            return 0;
        }
    }
}
