/** Plain values (null, text, numbers, booleans, lists and maps) from YAML with the place of each, and back. */
@NullMarked
package dev.adjoint.runtime.yaml;

import org.jspecify.annotations.NullMarked;
