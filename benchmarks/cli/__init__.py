"""How long the command takes before it does anything."""
