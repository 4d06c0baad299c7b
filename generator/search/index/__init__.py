"""The search index: made anew, patched, and cut into shards."""
