"""Word lists as they are read: their patterns, what counts as one word, and where they fit."""
