"""Seeds of every format become raw articles."""
