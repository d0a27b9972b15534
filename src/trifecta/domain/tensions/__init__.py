"""Tensions: positions, needs and constraints, questions, play-back and the gate to plans."""
