"""Sealed check-ins as values: what is asked, what the answers say, and how sure that is."""
