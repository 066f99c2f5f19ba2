package dev.adjoint.samples.benchmarks.measure;

import dev.adjoint.samples.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a contestant computes, so that others can see that they compute the same: the losses of its first steps, or its
 * prediction.
 */
public record Values(List<Float> values) {
    private static final String WORD = "VALUES";
    private static final int STEPS = 10;
    /** Libraries add Adam's epsilon at different places; another network or another rate shows in the first digit. */
    private static final double TOLERANCE = 1e-2;

    public Values {
        values = List.copyOf(values);
    }

    /** Takes the first steps of one that was just opened. */
    public static Values of(Step step, Workload workload) {
        List<Float> values = new ArrayList<>();
        for (int i = 0; i < (workload.predicts() ? 1 : STEPS); i++) {
            step.run();
            for (float value : step.result()) {
                values.add(value);
            }
        }
        return new Values(values);
    }

    public String line(String contestant, Workload workload) {
        return WORD + " " + contestant + " " + workload + " "
                + values.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** The values that a line states, if it does. */
    public static Optional<Values> parse(String line) {
        String[] words = line.split(" ");
        if (!words[0].equals(WORD)) {
            return Optional.empty();
        }
        List<Float> values = new ArrayList<>();
        for (int i = 3; i < words.length; i++) {
            values.add(Float.valueOf(words[i]));
        }
        return Optional.of(new Values(values));
    }

    /** Whether all are the same but for rounding. */
    public boolean agreeWith(Values others) {
        if (values.size() != others.values.size()) {
            return false;
        }
        for (int i = 0; i < values.size(); i++) {
            double scale = Math.max(1e-2, Math.abs(values.get(i)));
            if (!(Math.abs(values.get(i) - others.values.get(i)) <= TOLERANCE * scale)) {
                return false;
            }
        }
        return true;
    }
}
