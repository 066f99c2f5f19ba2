/** Training and using models: programs put together from traced networks, the loop that runs them, and its listeners. */
@NullMarked
package dev.adjoint.runtime.train;

import org.jspecify.annotations.NullMarked;
