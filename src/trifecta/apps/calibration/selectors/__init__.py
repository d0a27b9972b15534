"""What one person may read of calibrations."""
