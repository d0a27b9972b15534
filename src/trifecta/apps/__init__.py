"""Django applications, one a capability: models, services that write, selectors that read."""
