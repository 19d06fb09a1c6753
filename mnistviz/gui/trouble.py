"""What is wrong with a run beyond repair, for the line that is seen whatever view is in front."""

from mnistviz.training.snapshot import Snapshot


class Trouble:
    """Looks at a run once for every test of it, which is seldom enough."""

    def __init__(self) -> None:
        self._judged: object = None
        self._said = ""

    def of(self, snapshot: Snapshot) -> str:
        """What is so and what to try, if a layer is dead or saturated; else ""."""
        moment = snapshot.run_id, len(snapshot.health), snapshot.settings
        if moment != self._judged:
            self._judged = moment
            self._said = _found(snapshot) if len(snapshot.health) > 1 else ""
        return self._said


def _found(snapshot: Snapshot) -> str:
    from mnistviz.gui.words.health import in_words
    from mnistviz.training.diagnosis import Kind, diagnose
    from mnistviz.training.facts import facts_of

    finding = diagnose(facts_of(snapshot))
    return " ".join(in_words(finding)) if finding.kind in (Kind.DEAD, Kind.SATURATED) else ""
