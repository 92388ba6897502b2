"""Pure: findings, SWOT, comparable projects, working sessions, consultations and the themes heard in them."""

from maillage.base.values.certainty import Certainty
from maillage.diagnosis.domain.comparables import Comparable
from maillage.diagnosis.domain.consultations import (
    Audience,
    Consultation,
    ConsultationQuestion,
    ContributionTheme,
    QuestionKind,
    ThemeState,
)
from maillage.diagnosis.domain.evidence import Strength
from maillage.diagnosis.domain.findings import Finding, FindingKind
from maillage.diagnosis.domain.section import DiagnosisSection
from maillage.diagnosis.domain.sessions import SessionMethod, SessionTask, WorkingSession
from maillage.diagnosis.domain.swot import SwotLine

__all__ = [
    "Audience",
    "Certainty",
    "Comparable",
    "Consultation",
    "ConsultationQuestion",
    "ContributionTheme",
    "DiagnosisSection",
    "Finding",
    "FindingKind",
    "QuestionKind",
    "SessionMethod",
    "SessionTask",
    "Strength",
    "SwotLine",
    "ThemeState",
    "WorkingSession",
]
