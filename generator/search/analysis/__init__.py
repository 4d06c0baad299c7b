"""Text becomes search terms."""
