"""The words of newsrooms, sites and languages, as data."""
