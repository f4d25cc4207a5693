"""``python -m cordiale`` is the command line."""

from cordiale.cli import main

if __name__ == "__main__":
    main()
