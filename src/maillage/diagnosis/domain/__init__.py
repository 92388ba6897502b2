"""Pure: findings, comparable projects, working sessions and consultations."""

from maillage.diagnosis.domain.findings import (
    Certainty,
    Comparable,
    Consultation,
    DiagnosisSection,
    Finding,
    FindingKind,
    WorkingSession,
)

__all__ = [
    "Certainty",
    "Comparable",
    "Consultation",
    "DiagnosisSection",
    "Finding",
    "FindingKind",
    "WorkingSession",
]
