"""Figures of the check-ins."""
