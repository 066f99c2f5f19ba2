/** Programs as Java source, compiled in the process: the backends "janino" and "javac". */
@NullMarked
package dev.adjoint.codegen;

import org.jspecify.annotations.NullMarked;
