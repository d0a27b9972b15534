"""How fast models of stocks and flows are read, looked at and run, beside others."""
