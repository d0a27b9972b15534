"""What to ask and where to start, from what a text tells and leaves out."""
