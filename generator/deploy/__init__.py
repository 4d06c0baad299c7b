"""Putting output/ where readers are."""
