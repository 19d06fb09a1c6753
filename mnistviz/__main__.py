"""``python -m mnistviz``."""

import sys

from mnistviz.cli import main

if __name__ == "__main__":
    sys.exit(main())
