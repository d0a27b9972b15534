"""Reading models: in lists, whole, by version, and what was decided from them."""
