"""What prevents a file from being read at all, each with its French message and remedy."""

from __future__ import annotations


class ImportRefused(ValueError):
    """A file that cannot be imported. `message` says what is wrong, `remedy` what to do about it."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


class UnreadableFile(ImportRefused):
    """The bytes are not a table of text: binary file, workbook, web page, nothing at all."""


class UnknownExport(ImportRefused):
    """A table, but not one of those we know how to read."""


class MissingColumn(ImportRefused):
    """An export we know, without columns it cannot do without. `columns` names them."""

    def __init__(self, columns: tuple[str, ...], message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.columns = columns
