"""YAML: read with positions and within bounds, edited letter by letter."""
