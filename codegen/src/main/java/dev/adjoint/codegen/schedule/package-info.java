/** Which tensors are stored, which are computed where they are used, and in which order the kernels run. */
@NullMarked
package dev.adjoint.codegen.schedule;

import org.jspecify.annotations.NullMarked;
