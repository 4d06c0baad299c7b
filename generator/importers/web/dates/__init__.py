"""The day on which a saved page was published."""
