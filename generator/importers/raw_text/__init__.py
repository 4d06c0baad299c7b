"""Articles from plain lines of text."""
