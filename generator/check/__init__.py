"""Looks over the finished output/ as its readers, search engines and hosts will."""
