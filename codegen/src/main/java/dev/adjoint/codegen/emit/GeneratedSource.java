package dev.adjoint.codegen.emit;

import dev.adjoint.api.plugin.Kernel;
import java.util.List;

/**
 * The source of a generated class.
 *
 * @param className its qualified name
 * @param source the whole file
 * @param kernels plugins' own kernels, in the order that the constructor takes them
 */
public record GeneratedSource(String className, String source, List<Kernel> kernels) {}
