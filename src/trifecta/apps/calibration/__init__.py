"""Calibration: executives rate partnerships together, and everyone can see how it was done."""
