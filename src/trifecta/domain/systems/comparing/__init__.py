"""A model held against what was counted: where the two part, and which assumption that is."""
