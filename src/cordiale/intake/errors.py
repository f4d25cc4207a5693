"""Why a file is set aside, told in one line."""


class IntakeError(Exception):
    """A file that cannot be taken in: ``path``, ``reason`` and ``advice`` (what to do about it).

    >>> str(IntakeError("a.txt", "the file is empty", "put some text in it"))
    'a.txt: the file is empty; put some text in it'
    """

    def __init__(self, path: str, reason: str, advice: str = "") -> None:
        super().__init__(path, reason, advice)  # as arguments, so that it crosses processes whole
        self.path = path
        self.reason = reason
        self.advice = advice

    def __str__(self) -> str:
        told = f"{self.path}: {self.reason}"
        return " ".join((f"{told}; {self.advice}" if self.advice else told).split())
