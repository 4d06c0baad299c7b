"""CSV, JSON and JSON lines: a row an article."""
