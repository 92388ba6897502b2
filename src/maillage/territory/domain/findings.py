"""A quality rule and what it finds: a remark on a library, a line or a file, with its remedy."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.values.remarks import Severity


@dataclass(frozen=True, kw_only=True)
class QualityRemark:
    """One finding. `line` is that of the file `source`; both are empty when no single line is concerned."""

    rule: str
    severity: Severity
    library_code: str
    library_name: str
    town: str
    line: int | None
    source: str
    message: str
    remedy: str


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A published rule: its id never changes. `explanation` says what is tested, with its threshold."""

    id: str
    severity: Severity
    label: str
    explanation: str

    def remark(
        self,
        message: str,
        remedy: str,
        *,
        code: str = "",
        name: str = "",
        town: str = "",
        line: int | None = None,
        source: str = "",
    ) -> QualityRemark:
        return QualityRemark(
            rule=self.id,
            severity=self.severity,
            library_code=code,
            library_name=name,
            town=town,
            line=line,
            source=source,
            message=message,
            remedy=remedy,
        )
