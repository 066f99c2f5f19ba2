/** The smallest network that needs a hidden layer. */
@NullMarked
package dev.adjoint.samples.xor;

import org.jspecify.annotations.NullMarked;
