"""Figures of the search for plans, beside what others find."""
