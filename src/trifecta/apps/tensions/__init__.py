"""Tensions: a disagreement from two sides, understood before anybody proposes a way out."""
