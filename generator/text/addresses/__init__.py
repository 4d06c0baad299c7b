"""URLs, permalinks and paths as text."""
