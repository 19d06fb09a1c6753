"""``mnistviz presets``."""

from mnistviz.training.presets import PRESETS
from tests.conftest import Cli


def test_a_line_a_preset(cli: Cli) -> None:
    outcome = cli("presets")
    assert (outcome.status, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert [line.split()[0] for line in lines] == [
        "sigmoid-notebook",
        "relu-notebook",
        "sigmoid",
        "relu",
    ]
    for line, preset in zip(lines, PRESETS.values(), strict=True):
        assert str(preset.architecture) in line
        assert preset.summary in line
