"""What the last build read and made, in one SQLite file in .cache/."""
