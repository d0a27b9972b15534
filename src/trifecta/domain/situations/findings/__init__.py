"""What is found in a text, a module for each kind of finding."""
