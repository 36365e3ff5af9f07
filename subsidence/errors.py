"""The errors whose text is meant for the person at the keyboard."""


class SubsidenceError(Exception):
    """Something the user can mend. The message is one sentence: what is wrong and what to do."""


class MissingPackageError(SubsidenceError):
    """A Python package that this step needs is not installed."""


class Cancelled(Exception):
    """The user asked to stop. Not an error: whoever catches it tidies up and says nothing."""
