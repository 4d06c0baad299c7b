"""The build: load, plan, make what is stale, publish, remember."""
