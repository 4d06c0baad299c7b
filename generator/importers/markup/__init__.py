"""HTML and XML of strangers, within bounds, and Markdown made of it."""
