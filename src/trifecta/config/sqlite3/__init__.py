"""Django's SQLite backend on a current SQLite, with writers that wait their turn."""
