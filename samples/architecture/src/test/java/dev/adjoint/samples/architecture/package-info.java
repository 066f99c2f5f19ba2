/** The rules of the code base, as tests: who may see whom, what names say, how large a file may grow. */
@NullMarked
package dev.adjoint.samples.architecture;

import org.jspecify.annotations.NullMarked;
