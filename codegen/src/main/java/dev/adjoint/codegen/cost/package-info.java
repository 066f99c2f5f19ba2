/** How long kernels take: what they have to do, and what a machine can do. */
@NullMarked
package dev.adjoint.codegen.cost;

import org.jspecify.annotations.NullMarked;
