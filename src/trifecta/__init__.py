"""Trifecta: the partnership system for engineering, product and business leads."""

__version__ = "0.1.0"
