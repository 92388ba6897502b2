"""Diagnosis' part of the programme file."""

from maillage.base.plugs import Section
from maillage.diagnosis import models
from maillage.diagnosis.domain import DiagnosisSection

SECTION = Section(
    key="diagnosis",
    value_type=DiagnosisSection,
    parts={
        "findings": models.Finding,
        "comparables": models.Comparable,
        "sessions": models.WorkingSession,
        "consultations": models.Consultation,
        "themes": models.ContributionTheme,
        "swot": models.SwotLine,
    },
)
