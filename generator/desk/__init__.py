"""The editor's desk: front matter in a spreadsheet and back, new articles, and URLs that move."""
