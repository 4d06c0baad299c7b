"""Content files read into frozen values."""
