/** An optimizer as another party would write it: in a jar of its own, against the API alone. */
@NullMarked
package dev.adjoint.samples.optimizer;

import org.jspecify.annotations.NullMarked;
