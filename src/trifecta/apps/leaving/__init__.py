"""What one person takes along and what they leave behind, across every capability."""
