"""The engine behind plans: a problem as arrays, sums, and programs with a proven bound."""
