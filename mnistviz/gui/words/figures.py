"""Figures as they are written everywhere in the window."""


def percent(share: float, digits: int = 1) -> str:
    """A share of 0 to 1 as percent; the space before the sign does not break."""
    return f"{100.0 * share:.{digits}f}\N{NO-BREAK SPACE}%"
