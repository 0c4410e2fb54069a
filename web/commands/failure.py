"""What a command says when it cannot do what it was asked to do."""


class CommandError(Exception):
    """Ends a command; its text is the one line that is printed: what is wrong, what to do."""
