"""Access to the disk: every read and write of the package is here."""
