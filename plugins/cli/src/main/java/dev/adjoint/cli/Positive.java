package dev.adjoint.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number that has to be at least 1. */
final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        try {
            int value = Integer.parseInt(text);
            if (value >= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told of below, like a number that is too small
        }
        throw new TypeConversionException("'" + text + "'; expected a whole number, 1 or more");
    }
}
