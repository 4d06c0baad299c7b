"""Strings in, strings out: what Warraq knows about writing."""
