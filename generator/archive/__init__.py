"""All articles, arranged: order, terms, periods, listings."""
