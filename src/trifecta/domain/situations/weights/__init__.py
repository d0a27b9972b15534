"""How far a whole text speaks for something: by its words, its meaning, and what was found."""
