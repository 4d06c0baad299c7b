"""Edit front matter, move and withdraw articles."""
