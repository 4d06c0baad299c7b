"""The door to the disk: every read and write of the package passes here."""
