"""Saved web pages, MHTML and web archives."""
