"""Who writes, who is spoken of, and whose words are quoted."""
