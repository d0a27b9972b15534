"""Models of stocks and flows that a partnership keeps, and what it decides from them."""
