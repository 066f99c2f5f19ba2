package dev.adjoint.api.backend;

import dev.adjoint.api.ConfigurationException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a backend is told beside the program.
 *
 * @param capacity the largest number of rows of a run
 * @param vectors whether Vector API code may be generated where the module is present
 * @param threads how many threads may share the work of a run, the caller's own among them
 * @param dump a folder to write generated sources to
 * @param tuning how to choose among ways of computing the same by timing them; empty for the choices that suit most machines
 * @param tiered whether the program may begin to run as code that is ready soon, and go over to faster code, which is made
 *     ready meanwhile, between two runs; not where sources are dumped or code is timed
 */
public record CompileOptions(
        int capacity, boolean vectors, int threads, Optional<Path> dump, Optional<Tuning> tuning, boolean tiered) {
    public CompileOptions {
        if (capacity < 1) {
            throw new ConfigurationException("capacity must be at least 1 row, but was " + capacity);
        }
        if (threads < 1) {
            throw new ConfigurationException("threads must be at least 1, but was " + threads);
        }
    }

    /** Vectors where the machine has them, one thread, nothing timed, the final code from the first run on. */
    public static CompileOptions forRows(int capacity) {
        return new CompileOptions(capacity, true, 1, Optional.empty(), Optional.empty(), false);
    }

    public CompileOptions withVectors(boolean value) {
        return new CompileOptions(capacity, value, threads, dump, tuning, tiered);
    }

    public CompileOptions withThreads(int value) {
        return new CompileOptions(capacity, vectors, value, dump, tuning, tiered);
    }

    public CompileOptions withDump(Optional<Path> folder) {
        return new CompileOptions(capacity, vectors, threads, folder, tuning, tiered);
    }

    public CompileOptions withTuning(Optional<Tuning> value) {
        return new CompileOptions(capacity, vectors, threads, dump, value, tiered);
    }

    public CompileOptions withTiered(boolean value) {
        return new CompileOptions(capacity, vectors, threads, dump, tuning, value);
    }
}
