"""Editing content in forms: the configuration of Sveltia CMS, made from what front matter may hold."""
