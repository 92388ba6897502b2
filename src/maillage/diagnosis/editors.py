"""What people write in the diagnosis, and how."""

from __future__ import annotations

from maillage.base.ui.editing import Editor
from maillage.diagnosis.models import (
    Comparable,
    Consultation,
    ContributionTheme,
    Finding,
    SwotLine,
    WorkingSession,
)
from maillage.diagnosis.section import SECTION

FINDING = Editor(
    model=Finding,
    section=SECTION,
    slug="constats",
    noun="constat",
    fields=(
        "title",
        "kind",
        "evidence",
        "sessions",
        "consultations",
        "themes",
        "source",
        "certainty",
        "limits",
    ),
    more=("strength", "strength_reason"),
    home="diagnosis:findings",
    home_label="Constats",
    code_start="C",
)
SWOT = Editor(
    model=SwotLine,
    section=SECTION,
    slug="forces-et-faiblesses",
    noun="ligne du tableau",
    feminine=True,
    fields=("title", "kind", "weight", "findings", "sessions", "themes", "comment"),
    home="diagnosis:swot",
    home_label="Forces et faiblesses",
    code_start="L",
)
COMPARABLE = Editor(
    model=Comparable,
    section=SECTION,
    slug="comparables",
    noun="projet comparable",
    fields=(
        "territory",
        "project",
        "lesson",
        "libraries",
        "population",
        "amount_ht",
        "years",
        "source",
        "certainty",
    ),
    more=("state_aid", "state_share", "began", "phasing"),
    home="diagnosis:comparables",
    home_label="Projets comparables",
    code_start="P",
)
SESSION = Editor(
    model=WorkingSession,
    section=SECTION,
    slug="seances",
    noun="séance de travail",
    feminine=True,
    fields=("title", "day", "method", "place", "roles", "conclusions", "decisions"),
    more=("participants",),
    rows="tasks",
    row_noun="tâche",
    row_fields=("title", "who", "due", "done"),
    home="diagnosis:work",
    home_label="Séances de travail",
    code_start="S",
)
CONSULTATION = Editor(
    model=Consultation,
    section=SECTION,
    # Under the tab that lists them, so that the menu shows where one is.
    slug="concertation/demarches",
    noun="concertation",
    feminine=True,
    fields=("who", "how", "audience", "start", "end", "conclusions"),
    more=("invited", "answers", "introduction", "contact"),
    rows="questions",
    row_noun="question",
    row_fields=("title", "kind", "options"),
    row_more=("help",),
    home="diagnosis:consultations",
    home_label="Concertation",
    code_start="CO",
)
THEME = Editor(
    model=ContributionTheme,
    section=SECTION,
    slug="concertation/themes",
    noun="thème",
    fields=("title", "summary", "state", "answer", "reason", "published"),
    home="diagnosis:consultations",
    home_label="Concertation",
    code_start="TH",
)
EDITORS = (FINDING, SWOT, COMPARABLE, SESSION, CONSULTATION, THEME)
