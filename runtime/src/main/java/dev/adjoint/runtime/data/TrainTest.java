package dev.adjoint.runtime.data;

import java.util.Optional;

/** The two parts of a data set: what a model learns from, and what it is judged by. */
public record TrainTest(Dataset train, Optional<Dataset> test) {
    /** The parts of one data set; an empty part to test on is none. */
    static TrainTest of(Dataset all, Partition.Parts parts) {
        Dataset train = all.rows(parts.train());
        return new TrainTest(train, parts.test().length == 0 ? Optional.empty() : Optional.of(all.rows(parts.test())));
    }
}
