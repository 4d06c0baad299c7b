"""A query becomes results: the Python twin of the client."""
