"""Names put in order: reports, merges, similar names."""
