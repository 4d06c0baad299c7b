"""Dates and calendars as text."""
