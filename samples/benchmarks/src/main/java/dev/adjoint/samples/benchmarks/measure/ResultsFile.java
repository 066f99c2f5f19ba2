package dev.adjoint.samples.benchmarks.measure;

import dev.adjoint.api.AdjointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Results as JSON: an array of objects whose names are those of the lines, words first. */
public final class ResultsFile {
    private ResultsFile() {}

    /**
     * Replaces the file.
     *
     * @throws AdjointException if it cannot be written
     */
    public static void write(Path file, List<Result> results) {
        try {
            Files.writeString(file, text(results));
        } catch (IOException e) {
            throw new AdjointException("cannot write " + file + ": " + e, e);
        }
    }

    /** Names and workloads are words of letters, digits and hyphens: nothing in them needs to be escaped. */
    static String text(List<Result> results) {
        return results.stream().map(ResultsFile::object).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }

    private static String object(Result result) {
        String figures = result.figures().entrySet().stream()
                .map(figure -> ", \"" + figure.getKey() + "\": " + figure.getValue())
                .collect(Collectors.joining());
        return "{\"contestant\": \"" + result.contestant() + "\", \"workload\": \"" + result.workload()
                + "\", \"threads\": " + result.threads() + figures + "}";
    }
}
