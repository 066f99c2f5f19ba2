/** Random programs over all ops, and values to run them on, for laws that every backend and every pass must keep. */
@NullMarked
package dev.adjoint.testkit.program;

import org.jspecify.annotations.NullMarked;
