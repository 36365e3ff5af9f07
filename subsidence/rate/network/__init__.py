"""One multilayer perceptron and how it is trained."""
