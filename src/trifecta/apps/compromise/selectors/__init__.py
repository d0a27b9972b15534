"""What one person may read of plans and agreements."""
