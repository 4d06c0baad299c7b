"""Pictures beside the articles."""
