"""What the diagnosis holds, as written in a programme file."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.values.fields import children
from maillage.diagnosis.domain.comparables import Comparable
from maillage.diagnosis.domain.consultations import Consultation, ContributionTheme
from maillage.diagnosis.domain.findings import Finding
from maillage.diagnosis.domain.sessions import WorkingSession
from maillage.diagnosis.domain.swot import SwotLine


@dataclass(frozen=True, kw_only=True)
class DiagnosisSection:
    findings: tuple[Finding, ...] = children("Constats", Finding)
    comparables: tuple[Comparable, ...] = children("Projets comparables", Comparable)
    sessions: tuple[WorkingSession, ...] = children("Séances de travail", WorkingSession)
    consultations: tuple[Consultation, ...] = children("Concertation", Consultation)
    themes: tuple[ContributionTheme, ...] = children("Contributions entendues", ContributionTheme)
    swot: tuple[SwotLine, ...] = children("Forces et faiblesses", SwotLine)
