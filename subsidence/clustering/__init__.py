"""K-Shape and what judges it."""

BUILT_IN, TSLEARN = ENGINES = ("built-in", "tslearn")
CPU, CUDA = DEVICES = ("cpu", "cuda")
