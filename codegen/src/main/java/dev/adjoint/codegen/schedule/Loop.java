package dev.adjoint.codegen.schedule;

import dev.adjoint.codegen.index.Atom;
import java.util.List;

/**
 * The loop of a scan.
 *
 * @param time the number of the slice that a step works on
 * @param reverse whether the steps run from the last slice to the first
 * @param prologue kernels that set the carried values before the first step
 * @param body the kernels of one step
 */
public record Loop(Atom.Counter time, boolean reverse, List<Group> prologue, List<Group> body) {}
