"""What is meant for the person at the keyboard."""

import re


class MnistvizError(Exception):
    """Something that a person can put right, said in one plain line.

    The commands print it on standard error and exit with status 2; the window shows it
    in its message bar. Anything else that is raised is a bug.
    """


def one_line(text: str, most: int = 1000) -> str:
    """``text`` as it may be put on a terminal or a label, whoever wrote it.

    Line ends and the like become a space, other control characters and what cannot be printed
    "\ufffd"; spaces stay, as names of files may have any number of them.

    Args:
        text: of any length.
        most: characters of the result; of longer ones the middle is left out.
    """
    if len(text) > 2 * most:  # nobody waits for a million characters of which few are shown
        text = f"{text[:most]}…{text[-most:]}"
    line = re.sub(r"\s*[^\S ]\s*", " ", text)
    line = "".join(letter if letter.isprintable() else "\ufffd" for letter in line)
    half = (most - 1) // 2
    return line if len(line) <= most else f"{line[:half]}…{line[len(line) - half :]}"


SAID = {"is_said": True}
"""For logging's ``extra``: whoever logs this says it to the person too, in words that help more."""
