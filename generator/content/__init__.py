"""Markdown files with front matter, as articles."""
