"""Front matter and files of the archive, edited, moved and withdrawn."""
