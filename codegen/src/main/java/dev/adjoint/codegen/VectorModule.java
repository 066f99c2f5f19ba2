package dev.adjoint.codegen;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this process may use the Vector API, and how wide its vectors are. */
final class VectorModule {
    private static final Logger LOG = LoggerFactory.getLogger(VectorModule.class);
    private static final String NAME = "jdk.incubator.vector";
    private static final int LANES = detect();
    private static final AtomicBoolean ANNOUNCED = new AtomicBoolean();

    private VectorModule() {}

    /** How many floats the preferred vector holds: 4, 8 or 16; 0 without the module. */
    static int lanes() {
        return LANES;
    }

    /** Says once what code is generated for. */
    static void announce() {
        if (ANNOUNCED.getAndSet(true)) {
            return;
        }
        if (LANES > 0) {
            LOG.info("generating vector code for {} floats at a time: the module {} is there", LANES, NAME);
        } else if (isThere()) {
            LOG.warn("generating plain loops: the module {} does not offer what was expected", NAME);
        } else {
            LOG.info(
                    "generating plain loops: the module {} is not there; java --add-modules {} makes training several"
                            + " times faster",
                    NAME,
                    NAME);
        }
    }

    private static boolean isThere() {
        return ModuleLayer.boot().findModule(NAME).isPresent();
    }

    private static int detect() {
        if (!isThere()) {
            return 0;
        }
        try {
            Object species = Class.forName(NAME + ".FloatVector")
                    .getField("SPECIES_PREFERRED")
                    .get(null);
            int lanes = (int)
                    Class.forName(NAME + ".VectorSpecies").getMethod("length").invoke(species);
            return lanes >= 16 ? 16 : lanes >= 8 ? 8 : lanes >= 4 ? 4 : 0;
        } catch (ReflectiveOperationException e) {
            LOG.debug("the module {} does not offer what was expected", NAME, e);
            return 0;
        }
    }
}
