"""Import as a verb: seeds become content files."""
