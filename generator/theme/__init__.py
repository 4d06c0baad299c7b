"""Templates, words of the interface and static files."""
