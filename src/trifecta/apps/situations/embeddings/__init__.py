"""Where a text stands among others by what it means, worked out on this machine."""
