"""Run the command line: `python -m imbridge`."""

from imbridge.cli import main

if __name__ == "__main__":
    main()
