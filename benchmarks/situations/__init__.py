"""How long reading a situation takes."""
