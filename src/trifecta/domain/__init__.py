"""Pure Python: values in, values out; no framework, clock, randomness or input and output."""
