"""`python -m generator` is `warraq`."""

from generator.cli import main

if __name__ == "__main__":
    main()
