/** Tests of finding and binding plugins. */
@NullMarked
package dev.adjoint.runtime.plugin;

import org.jspecify.annotations.NullMarked;
