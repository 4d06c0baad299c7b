"""Composes pages of news as they are copied: articles of the open corpora set among the furniture of invented outlets."""
