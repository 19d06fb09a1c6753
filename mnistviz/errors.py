"""What is meant for the person at the keyboard."""


class MnistvizError(Exception):
    """Something that a person can put right, said in one plain line.

    The commands print it on standard error and exit with status 2; the window shows it
    in its message bar. Anything else that is raised is a bug.
    """


SAID = {"is_said": True}
"""For logging's ``extra``: whoever logs this says it to the person too, in words that help more."""
