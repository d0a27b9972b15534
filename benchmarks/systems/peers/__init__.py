"""Programs of others, each run by the Python that has them."""
