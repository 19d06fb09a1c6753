"""``mnistviz --version``: the version, and those of what it runs on."""

import argparse

from mnistviz.versions import version_report


def run(_options: argparse.Namespace) -> int:
    """Print them."""
    print(version_report())
    return 0
