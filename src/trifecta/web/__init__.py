"""Pages: views, forms, addresses, templates and static files."""
