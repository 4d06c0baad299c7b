"""YAML: read with positions and limits, edited in place."""
