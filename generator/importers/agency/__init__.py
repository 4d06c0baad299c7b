"""XML of news agencies: NewsML-G2 and NITF."""
