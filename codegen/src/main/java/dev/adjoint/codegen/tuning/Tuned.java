package dev.adjoint.codegen.tuning;

import dev.adjoint.api.backend.TuningOutcome;
import dev.adjoint.codegen.emit.Choices;

/**
 * How a program is best written for this machine.
 *
 * @param report what was tried, as a text for people
 */
public record Tuned(Choices choices, TuningOutcome outcome, String report) {}
