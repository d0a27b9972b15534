"""Settings, addresses and the database backend: what ties the product together."""
