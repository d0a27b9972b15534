"""What `trifecta doctor` looks at; each check returns findings, and none changes anything."""
