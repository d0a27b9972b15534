"""What keeps hiring from working: few candidates, no conviction to offer, or offers declined."""
