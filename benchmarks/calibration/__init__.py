"""Figures of the statistics of calibration."""
