"""The report of an import, for people, programs and spreadsheets."""
