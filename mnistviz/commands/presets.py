"""``mnistviz presets``."""

import argparse

from mnistviz.training.presets import PRESETS


def run(_options: argparse.Namespace) -> int:
    """Print the presets, a line each."""
    for preset in PRESETS.values():
        print(f"{preset.name:17} {preset.architecture!s:14} {preset.summary}")
    return 0
