"""The diagnosis: what it refuses, what it counts, what the linter asks of it."""

from __future__ import annotations

from datetime import date

import pytest

from builders import cher_file, minimal_text, project_for, read_text, saved_network
from maillage.base.plugs import figures_of
from maillage.base.values.files.nodes import UnreadableFile
from maillage.base.values.sources import Confidence
from maillage.diagnosis.checks import checks
from maillage.diagnosis.domain import Certainty, Consultation
from maillage.diagnosis.readings import diagnosis_of


def test_more_answers_than_people_asked_are_refused() -> None:
    with pytest.raises(ValueError, match="plus de réponses que de personnes"):
        Consultation(code="C", who="Bibliothèques", how="Questionnaire", invited=10, answers=11)


@pytest.mark.parametrize(("invited", "answers"), [(None, 5), (10, None), (0, 0), (10, 10)])
def test_a_count_that_is_unknown_or_complete_is_accepted(invited: int | None, answers: int | None) -> None:
    made = Consultation(
        code="C",
        who="Bibliothèques",
        how="Questionnaire",
        start=date(2026, 1, 1),
        invited=invited,
        answers=answers,
    )
    assert made.answers == answers


def test_a_refusal_names_the_line_of_the_consultation() -> None:
    consultations = "  consultations:\n    - { code: CN1, who: Tous, how: Appel, invited: 1, answers: 2 }\n"
    text = minimal_text().replace("\nprogramme:\n", f"{consultations}\nprogramme:\n")
    with pytest.raises(UnreadableFile) as refused:
        read_text(text)
    (problem,) = refused.value.problems
    assert "CN1" in text.splitlines()[problem.place.line - 1]


@pytest.mark.parametrize("certainty", list(Certainty))
def test_what_a_person_types_as_certainty_is_the_confidence_shown(certainty: Certainty) -> None:
    assert certainty.confidence is Confidence(certainty.value)
    assert certainty.confidence.label == certainty.label


@pytest.mark.django_db
def test_every_part_of_the_diagnosis_of_the_cher_is_stored_and_counted() -> None:
    written = cher_file().sections["diagnosis"]
    made = project_for(saved_network(file=cher_file()))
    assert diagnosis_of(made) == written
    figures = made.once(figures_of)
    for part in ("findings", "comparables", "sessions", "consultations"):
        assert figures[f"diagnosis.{part}"].value == len(getattr(written, part)) > 0


@pytest.mark.django_db
def test_each_empty_part_is_told_in_plain_french() -> None:
    made = project_for(saved_network())
    assert [r.message for r in checks(made) if r.code in {"DIA-02", "DIA-03", "DIA-04"}] == [
        "Le diagnostic ne contient aucun projet comparable.",
        "Le diagnostic ne contient aucune séance de travail de l'équipe.",
        "Le diagnostic ne contient aucune concertation.",
    ]
