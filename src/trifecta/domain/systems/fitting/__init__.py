"""Numbers of a model from counts, with what the counts cannot tell of them."""
