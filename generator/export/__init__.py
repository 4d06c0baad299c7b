"""The archive in the formats of spreadsheets and other tools."""
