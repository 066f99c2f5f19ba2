package dev.adjoint.runtime.plugin;

import dev.adjoint.api.ConfigurationException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Finite numbers: whole ones within the range of their type, and fractions. */
enum NumberType implements ValueType {
    INT("int") {
        @Override
        Object narrow(Number number) {
            return exact(number).intValueExact();
        }
    },
    LONG("long") {
        @Override
        Object narrow(Number number) {
            return exact(number).longValueExact();
        }
    },
    FLOAT("float") {
        @Override
        Object narrow(Number number) {
            float value = number.floatValue();
            if (!Float.isFinite(value)) {
                throw new ArithmeticException("beyond the range of float");
            }
            return value;
        }

        @Override
        public Object toPlain(Object value, PluginRegistry registry) {
            super.toPlain(value, registry);
            double shortest = Double.parseDouble(value.toString());
            return value.equals((float) shortest) ? shortest : (Object) ((Float) value).doubleValue();
        }
    },
    DOUBLE("double") {
        @Override
        Object narrow(Number number) {
            double value = number.doubleValue();
            if (!Double.isFinite(value)) {
                throw new ArithmeticException("beyond the range of double");
            }
            return value;
        }
    };

    private final String text;

    NumberType(String text) {
        this.text = text;
    }

    /**
     * The number as this type.
     *
     * @throws ArithmeticException if it is beyond the type's range or has a fraction that the type cannot hold
     */
    abstract Object narrow(Number number);

    @Override
    public String text() {
        return text;
    }

    @Override
    public Object bind(@Nullable Object plain, Slot slot) {
        if (!(plain instanceof Number number)) {
            throw slot.expected(text, plain);
        }
        if (!Double.isFinite(number.doubleValue()) && !(number instanceof BigInteger)) {
            throw slot.expected("a finite " + text, plain);
        }
        try {
            return narrow(number);
        } catch (ArithmeticException e) {
            throw slot.expected(range(), plain);
        }
    }

    @Override
    public @Nullable Object toPlain(Object value, PluginRegistry registry) {
        if (!Double.isFinite(((Number) value).doubleValue())) {
            throw new ConfigurationException("a model file cannot hold the number " + value);
        }
        return value;
    }

    private String range() {
        return switch (this) {
            case INT -> "int (a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE + ")";
            case LONG -> "long (a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE + ")";
            case FLOAT -> "float (of magnitude up to " + Float.MAX_VALUE + ")";
            case DOUBLE -> "double (of magnitude up to " + Double.MAX_VALUE + ")";
        };
    }

    private static BigInteger exact(Number number) {
        if (number instanceof BigInteger whole) {
            return whole;
        }
        if (number instanceof Double || number instanceof Float) {
            return new BigDecimal(number.doubleValue()).toBigIntegerExact();
        }
        return number instanceof BigDecimal decimal
                ? decimal.toBigIntegerExact()
                : BigInteger.valueOf(number.longValue());
    }
}
