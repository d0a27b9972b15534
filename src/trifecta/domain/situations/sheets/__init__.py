"""A conversation that is being prepared, and the sheet for it."""
