package dev.adjoint.cli;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.backend.Tuning;
import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the seconds that tuning may take, to the millisecond. */
final class Seconds implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        try {
            Duration budget =
                    Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValueExact());
            return Tuning.standard().withBudget(budget).budget();
        } catch (ArithmeticException | NumberFormatException | ConfigurationException e) {
            throw new TypeConversionException("'" + text + "'; expected seconds from 0 to 86400, such as 2 or 0.5");
        }
    }
}
