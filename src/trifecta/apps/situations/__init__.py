"""Conversations that people prepare alone: for two idle hours, or kept by their owner."""
