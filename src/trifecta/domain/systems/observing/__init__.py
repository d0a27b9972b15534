"""What was really counted: files of weekly counts, or of candidates with dates, beside a model."""
