"""Exports of content management systems and of other static site generators."""
