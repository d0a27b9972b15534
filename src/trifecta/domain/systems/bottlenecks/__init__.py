"""Where a model holds up what moves through it, and which of its numbers matters most."""
