"""What is wrong in the courses although each field is right: years outside the programme, pieces of a session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from maillage.base.values.french import listed, number
from maillage.base.values.remarks import Problem
from maillage.training.domain.courses import TrainingSection


def problems(sections: Mapping[str, Any]) -> Iterator[Problem]:
    training: TrainingSection | None = sections.get("training")
    programme = sections.get("programme")
    if training is None or programme is None:
        return
    for index, course in enumerate(training.courses):
        for field, year, count in [
            *(("sessions", *pair) for pair in course.sessions),
            *(("held", *pair) for pair in course.held),
        ]:
            path = ("training", "courses", index, field)
            # What took place took place, also once the programme has ended.
            if field == "sessions" and year not in programme.years:
                yield Problem(
                    path=path,
                    message=f"La formation {course.code} a des sessions en {year}, hors du programme.",
                    remedy=f"Choisissez parmi {listed([str(y) for y in programme.years])}.",
                )
            if count != int(count):
                yield Problem(
                    path=path,
                    message=f"La formation {course.code} a {number(count, 1)} sessions en {year}.",
                    remedy="Écrivez un nombre entier de sessions.",
                )
