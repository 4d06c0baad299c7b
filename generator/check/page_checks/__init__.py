"""Checks of a single page: `table.py` lists them."""
