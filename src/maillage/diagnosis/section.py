"""Diagnosis' part of the programme file."""

from maillage.base.plugs import Section
from maillage.diagnosis.domain import DiagnosisSection
from maillage.diagnosis.models import Comparable, Consultation, Finding, WorkingSession

SECTION = Section(
    key="diagnosis",
    value_type=DiagnosisSection,
    parts={
        "findings": Finding,
        "comparables": Comparable,
        "sessions": WorkingSession,
        "consultations": Consultation,
    },
)
