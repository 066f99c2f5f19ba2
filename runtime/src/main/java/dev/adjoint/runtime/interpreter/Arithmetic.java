package dev.adjoint.runtime.interpreter;

/** The operations of one precision on numbers of that precision, which travel as doubles. */
interface Arithmetic {
    /** The nearest number of this precision. */
    double round(double x);

    double add(double a, double b);

    double sub(double a, double b);

    double mul(double a, double b);

    double div(double a, double b);

    /** a b + c, rounded once. */
    double fma(double a, double b, double c);

    double pow(double a, double b);

    double exp(double x);

    double log(double x);

    double sqrt(double x);

    double tanh(double x);

    double sigmoid(double x);

    double erf(double x);

    double sin(double x);

    double cos(double x);

    double floor(double x);

    double sign(double x);
}
