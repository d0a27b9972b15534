"""From needs and options to plans in stages, and from plans to agreements that are kept or not."""
