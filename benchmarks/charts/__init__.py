"""What the pictures cost: the first one of a process, a new one, a known one, and a small one."""
