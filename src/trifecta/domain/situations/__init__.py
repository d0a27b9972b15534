"""Reading a situation in somebody's own words: rules and word lists, or a model."""
