package dev.adjoint.api.backend;

import dev.adjoint.api.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * That a backend may choose among ways of computing the same bits by timing them on this machine.
 *
 * @param budget how long the timing may take for each program; zero for nothing but what the cache knows
 * @param cache the folder that keeps what was found for later processes; empty to forget it
 */
public record Tuning(Duration budget, Optional<Path> cache) {
    private static final Duration LONGEST = Duration.ofDays(1);

    public Tuning {
        if (budget.isNegative() || budget.compareTo(LONGEST) > 0) {
            throw new ConfigurationException(
                    "the budget for tuning is " + budget + "; expected from 0 seconds to one day for a program");
        }
    }

    /** Two seconds for each program, kept in the user's own cache. */
    public static Tuning standard() {
        return new Tuning(Duration.ofSeconds(2), Optional.of(userCache()));
    }

    public Tuning withBudget(Duration value) {
        return new Tuning(value, cache);
    }

    public Tuning withCache(Optional<Path> folder) {
        return new Tuning(budget, folder);
    }

    /** {@code $XDG_CACHE_HOME/adjoint}, or {@code ~/.cache/adjoint} where that is not set. */
    private static Path userCache() {
        String stated = System.getenv("XDG_CACHE_HOME");
        Path caches = stated == null || stated.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(stated);
        return caches.resolve("adjoint");
    }
}
