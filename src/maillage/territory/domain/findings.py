"""A quality rule: what it looks for, why, and how grave it is."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.values.remarks import Severity
from maillage.territory.domain.quality_remark import QualityRemark


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
        place: str = "",
        variables: tuple[str, ...] = (),
        vintage: str = "",
        published: str = "",
        other: str = "",
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
            place=place,
            variables=variables,
            vintage=vintage,
            published=published,
            other=other,
        )
