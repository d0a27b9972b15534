"""Programs of others, run by a Python of their own: each reads JSON and prints JSON."""
