"""Addresses, one module a capability."""
