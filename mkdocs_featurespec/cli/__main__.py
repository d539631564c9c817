"""Runs the command as `python -m mkdocs_featurespec.cli`, where scripts are not on the path."""

import sys

from mkdocs_featurespec.cli import main

if __name__ == "__main__":
    sys.exit(main())
