"""`python -m builder.cli` is `leaflet`."""

import sys

from builder.cli import main

if __name__ == "__main__":
    sys.exit(main())
