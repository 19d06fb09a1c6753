"""What the program says in words: English in the code, other languages in a catalogue."""


def mark(text: str) -> str:
    """``text`` itself: marks a text that is translated later, where it is shown.

    The extraction of texts finds what stands as a literal in a call of it.
    """
    return text
