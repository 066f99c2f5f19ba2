package dev.adjoint.testkit.program;

import java.util.List;
import java.util.Random;

/** Numbers at which implementations differ: zeros of both signs, NaN, infinities, denormals, huge and whole ones. */
final class SpecialValues {
    private static final List<Float> ALL = List.of(
            0f,
            -0f,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            0x1.8p-140f,
            -Float.MIN_NORMAL,
            Float.MAX_VALUE,
            -1e38f,
            1e30f,
            -1e10f,
            0x1p24f,
            0.5f,
            1f,
            -1f,
            2f,
            -1.5f,
            88.7f,
            -103.9f);

    private SpecialValues() {}

    static float pick(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }
}
