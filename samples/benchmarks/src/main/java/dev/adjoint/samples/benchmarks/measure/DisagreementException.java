package dev.adjoint.samples.benchmarks.measure;

import dev.adjoint.api.AdjointException;

/** What was measured does not do what it should, so that its speed means nothing. */
public final class DisagreementException extends AdjointException {
    public DisagreementException(String message) {
        super(message);
    }
}
