package dev.adjoint.codegen;

import dev.adjoint.codegen.emit.SquareMethod;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Calls the {@linkplain SquareMethod methods} of a generated class that work on squares until the JIT has compiled them. They
 * have no loop, and some are called a few times in a step only: it would take a thousand steps, each of which makes an object of
 * every vector in them.
 */
final class SquareRehearsal {
    /** C2 compiles a method without loops after 5,000 calls, or some more while it has much to do. */
    private static final int MOST_CALLS = 40_000;

    private static final int CALLS_OF_ROUND = 1000;

    /** As many as the longest vectors have elements: where squares begin, and how far apart their rows are. */
    private static final int NUMBER = 16;

    private static final int FLOATS = (NUMBER + 2) * NUMBER;

    private SquareRehearsal() {}

    /** Runs beside whoever uses the class already. */
    static void of(Class<?> generated, Meter meter) throws ReflectiveOperationException {
        for (Method method : generated.getDeclaredMethods()) {
            if (SquareMethod.NAMES.contains(method.getName())) {
                Object[] arguments = Arrays.stream(method.getParameterTypes())
                        .map(type -> type == int.class ? (Object) NUMBER : new float[FLOATS])
                        .toArray();
                method.setAccessible(true);
                rehearse(method, arguments, meter.bytes());
            }
        }
    }

    private static void rehearse(Method method, Object[] arguments, LongSupplier bytes)
            throws ReflectiveOperationException {
        boolean allocates = true;
        for (int calls = 0; allocates && calls < MOST_CALLS; calls += CALLS_OF_ROUND) {
            long before = bytes.getAsLong();
            for (int call = 0; call < CALLS_OF_ROUND; call++) {
                method.invoke(null, arguments);
            }
            allocates = !Meter.areFew(bytes.getAsLong() - before);
        }
    }
}
