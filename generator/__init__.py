"""Warraq turns raw news texts into a searchable archive for the web."""

__version__ = "0.1.0"
