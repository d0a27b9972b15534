"""Notices: e-mail that says that something waits, never what was written."""
