package dev.adjoint.codegen;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls the vector operations of generated code in turn, so that the JIT has seen all of them before it sees a kernel.
 *
 * <p>Every operation passes through a few methods of the Vector API, which ask an operator for its code and look up how to
 * compute it. Whichever kernel happens to run while the JIT watches these methods decides what C2 expects there; the first
 * other operation is a wrong guess. C2 counts wrong guesses with every inlined copy of the method where they were made,
 * and from 100 on it guesses no more: a kernel of some 25 operations then makes an object of each vector, for good.
 */
final class VectorOperations {
    private static final String PACKAGE = "jdk.incubator.vector.";
    /** C2 compiles a method without loops after 5,000 calls. With a third of these rounds, it has not yet seen enough of some. */
    private static final int ROUNDS = 1000;

    /**
     * While C2 has much to do, C1 compiles without counters, and looks again after some thousand calls. C2 has to know from
     * them whose length a store asks for: in a large kernel it comes to the last stores before it knows what they store.
     */
    private static final int STORES = 10_000;

    private static final List<String> OF_ONE_FLOAT = List.of("neg", "abs", "sqrt");
    private static final List<String> OF_TWO_FLOATS = List.of("add", "sub", "mul", "div", "min", "max");
    private static final List<String> COMPARISONS = List.of("LT", "LE", "EQ");
    private static final List<String> OF_TWO_INTS = List.of("add", "sub", "mul", "min", "and", "or");
    private static final List<String> SHIFTS = List.of("LSHL", "ASHR", "LSHR");

    private final Class<?> vector = Class.forName(PACKAGE + "Vector");
    private final Class<?> floats = Class.forName(PACKAGE + "FloatVector");
    private final Class<?> ints = Class.forName(PACKAGE + "IntVector");
    private final Class<?> mask = Class.forName(PACKAGE + "VectorMask");
    private final Class<?> operators = Class.forName(PACKAGE + "VectorOperators");
    private final Class<?> kind = Class.forName(PACKAGE + "VectorSpecies");
    private final List<Call> calls = new ArrayList<>();
    private final Call store;

    /** The operations on vectors of a species. */
    VectorOperations(Object species) throws ReflectiveOperationException {
        float[] numbers = new float[64];
        Object zero = call(floats.getMethod("zero", kind), null, species);
        Object one = call(floats.getMethod("broadcast", kind, float.class), null, species, 1f);
        call(floats.getMethod("fromArray", kind, float[].class, int.class), null, species, numbers, 0);
        store = new Call(floats.getMethod("intoArray", float[].class, int.class), one, numbers, 0);
        for (String name : OF_ONE_FLOAT) {
            call(floats.getMethod(name), one);
        }
        for (String name : OF_TWO_FLOATS) {
            call(floats.getMethod(name, vector), one, zero);
        }
        call(floats.getMethod("fma", vector, vector), one, zero, zero);
        Method compare = floats.getMethod("compare", operator("Comparison"), vector);
        for (String name : COMPARISONS) {
            Object compared = call(compare, one, operators.getField(name).get(null), zero);
            call(mask.getMethod("not"), compared);
            call(mask.getMethod("and", mask), compared, compared);
            call(floats.getMethod("blend", vector, mask), one, zero, compared);
        }
        Class<?> shuffles = Class.forName(PACKAGE + "VectorShuffle");
        Method shuffle = shuffles.getMethod("fromArray", kind, int[].class, int.class);
        call(floats.getMethod("rearrange", shuffles), one, shuffle.invoke(null, species, new int[64], 0));
        Object integers = call(vector.getMethod("reinterpretAsInts"), one);
        for (String name : OF_TWO_INTS) {
            call(ints.getMethod(name, vector), integers, integers);
        }
        Method lanewise = ints.getMethod("lanewise", operator("Binary"), vector);
        call(lanewise, integers, operators.getField("XOR").get(null), integers);
        Method shift = ints.getMethod("lanewise", operator("Binary"), int.class);
        for (String name : SHIFTS) {
            call(shift, integers, operators.getField(name).get(null), 1);
        }
        call(vector.getMethod("reinterpretAsFloats"), integers);
        Method convert = vector.getMethod("convert", operator("Conversion"), int.class);
        call(convert, integers, operators.getField("I2F").get(null), 0);
    }

    private static Class<?> operator(String name) throws ClassNotFoundException {
        return Class.forName(PACKAGE + "VectorOperators$" + name);
    }

    private Object call(Method method, @Nullable Object on, Object... arguments) throws ReflectiveOperationException {
        calls.add(new Call(method, on, arguments));
        return method.invoke(on, arguments);
    }

    /** Calls each of them often enough for the JIT to have watched and compiled what they share. */
    void showToJit() throws ReflectiveOperationException {
        for (int round = 0; round < ROUNDS; round++) {
            for (Call call : calls) {
                call.make();
            }
        }
        for (int round = 0; round < STORES; round++) {
            store.make();
        }
    }

    private record Call(Method method, @Nullable Object on, Object... arguments) {
        void make() throws ReflectiveOperationException {
            method.invoke(on, arguments);
        }
    }
}
