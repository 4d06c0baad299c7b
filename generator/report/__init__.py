"""What an import tells, written down: for programs, for spreadsheets, for the person who looks things over."""
