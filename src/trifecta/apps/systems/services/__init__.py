"""Acts on models: writing them, bringing in what was observed, and deciding."""
