"""Forms, one module a capability: they parse and say what to write instead."""
