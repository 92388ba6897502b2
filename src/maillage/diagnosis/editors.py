"""What people write in the diagnosis: findings, comparable projects, working sessions, consultations."""

from __future__ import annotations

from maillage.base.ui.editing import Editor
from maillage.diagnosis.models import Comparable, Consultation, Finding, WorkingSession
from maillage.diagnosis.section import SECTION

FINDING = Editor(
    model=Finding,
    section=SECTION,
    slug="constats",
    noun="constat",
    fields=("title", "kind", "evidence", "source", "certainty"),
    home="diagnosis:findings",
    home_label="Constats",
    code_start="C",
)
COMPARABLE = Editor(
    model=Comparable,
    section=SECTION,
    slug="comparables",
    noun="projet comparable",
    fields=("territory", "project", "lesson", "libraries", "amount_ht", "state_share", "source", "certainty"),
    home="diagnosis:comparables",
    home_label="Projets comparables",
    code_start="P",
)
SESSION = Editor(
    model=WorkingSession,
    section=SECTION,
    # Under the tab that lists them, so that the menu shows where one is.
    slug="travaux/seances",
    noun="séance de travail",
    feminine=True,
    fields=("title", "day", "participants", "conclusions"),
    home="diagnosis:work",
    home_label="Travaux et concertation",
    code_start="S",
)
CONSULTATION = Editor(
    model=Consultation,
    section=SECTION,
    slug="travaux/concertations",
    noun="concertation",
    feminine=True,
    fields=("who", "how", "start", "invited", "answers", "conclusions"),
    home="diagnosis:work",
    home_label="Travaux et concertation",
    code_start="CO",
)
