"""Images as pages show them: their sizes, their variants, their markup."""
