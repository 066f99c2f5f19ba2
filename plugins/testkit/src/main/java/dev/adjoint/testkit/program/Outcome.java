package dev.adjoint.testkit.program;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run leaves behind: the outputs, and the variables after the assignments. */
public record Outcome(Map<String, float[]> outputs, Map<String, float[]> variables) {
    /** The first number that differs by a bit (any NaN equals any other), where it stands, and both; or nothing. */
    public Optional<String> difference(Outcome other) {
        return difference("output", outputs, other.outputs)
                .or(() -> difference("variable", variables, other.variables));
    }

    /** The first difference between what several runs leave behind, with the number of the run, 1 for the first; or nothing. */
    public static Optional<String> difference(List<Outcome> ours, List<Outcome> theirs) {
        if (ours.size() != theirs.size()) {
            return Optional.of(ours.size() + " and " + theirs.size() + " runs");
        }
        for (int run = 0; run < ours.size(); run++) {
            Optional<String> difference = ours.get(run).difference(theirs.get(run));
            if (difference.isPresent()) {
                return Optional.of("run " + (run + 1) + ": " + difference.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> difference(String kind, Map<String, float[]> ours, Map<String, float[]> theirs) {
        if (!ours.keySet().equals(theirs.keySet())) {
            return Optional.of(kind + "s " + ours.keySet() + " and " + theirs.keySet());
        }
        for (Map.Entry<String, float[]> entry : ours.entrySet()) {
            float[] a = entry.getValue();
            float[] b = theirs.getOrDefault(entry.getKey(), a);
            if (a.length != b.length) {
                return Optional.of(kind + " " + entry.getKey() + " has " + a.length + " and " + b.length + " numbers");
            }
            for (int i = 0; i < a.length; i++) {
                if (Float.floatToIntBits(a[i]) != Float.floatToIntBits(b[i])) {
                    return Optional.of(kind + " " + entry.getKey() + "[" + i + "] is " + a[i] + " and " + b[i]);
                }
            }
        }
        return Optional.empty();
    }
}
