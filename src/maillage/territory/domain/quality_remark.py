"""What a quality rule found: a remark on a library, a line or a file, with its remedy."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.values.remarks import Severity


@dataclass(frozen=True, kw_only=True)
class QualityRemark:
    """One finding. `line` is that of the file `source`; both are empty when no single line is concerned.

    `place` names the library in the register, with or without a national code. `variables` and `vintage`: the values
    that are questioned, if any. `published` is what was read and questioned: as long as it is the same, the remark is
    the same. `other` is the code of another library that the remark compares this one with.
    """

    rule: str
    severity: Severity
    library_code: str
    library_name: str
    town: str
    line: int | None
    source: str
    message: str
    remedy: str
    place: str = ""
    variables: tuple[str, ...] = ()
    vintage: str = ""
    published: str = ""
    other: str = ""

    @property
    def key(self) -> str:
        """What names it from one computation to the next: rule, library (or file), values, vintage."""
        where = self.place or self.library_code or f"{self.source}:{self.line or ''}"
        return "/".join((self.rule, where, "+".join(self.variables), self.vintage))
