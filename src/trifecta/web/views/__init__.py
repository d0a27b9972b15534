"""Views, one module a capability: they parse, call a service or selector, and render."""
