"""site.yaml, read once into frozen settings."""
