"""Processing algorithms: one class per file; each reads its parameters, calls the core, writes the result."""
