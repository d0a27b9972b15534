"""The commands, one module each; they parse, call and tell."""
