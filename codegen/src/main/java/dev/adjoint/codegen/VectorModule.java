package dev.adjoint.codegen;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this process may use the Vector API, and how wide its vectors are. */
final class VectorModule {
    private static final Logger LOG = LoggerFactory.getLogger(VectorModule.class);
    private static final String NAME = "jdk.incubator.vector";
    private static final int LANES = detect();
    private static final CompletableFuture<Void> SHOWN =
            LANES > 0 ? CompletableFuture.runAsync(VectorModule::show) : CompletableFuture.completedFuture(null);

    private VectorModule() {}

    /** How many floats the preferred vector holds: 4, 8 or 16; 0 without the module. */
    static int lanes() {
        return LANES;
    }

    /** Waits until the JIT has seen the {@linkplain VectorOperations operations}; from then on kernels may run. */
    static void awaitOperations() {
        SHOWN.join();
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
