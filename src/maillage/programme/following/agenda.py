"""Putting the follow-up on the agenda of a meeting, after what it already holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from maillage.base.models import one_writer
from maillage.base.ui.editing.saving import Refused, save_thing, value_of
from maillage.base.values.fields import specs
from maillage.base.values.french import number, plain_date
from maillage.governance.domain import Meeting
from maillage.governance.section import SECTION

LONGEST = specs(Meeting)["agenda"].max_length


def put_on_agenda(*, body: Any, day: date, text: str, actor: Any) -> Any:
    """Add a text to the agenda of a meeting. Raises Refused: no such meeting, nothing to add, too long."""
    added = " ".join(text.split())
    if not added:
        raise Refused(["Il n'y a rien à ajouter : écrivez le texte de l'ordre du jour."])
    with one_writer(body.network):
        value = value_of(body)
        meetings = {one.day: one for one in value.meetings}
        if day not in meetings:
            raise Refused(
                [f"{value.name} n'a pas de séance le {plain_date(day)} : elle a été déplacée ou retirée."]
            )
        held = meetings[day].agenda.rstrip()
        if added in held:
            raise Refused(["Ce texte est déjà à l'ordre du jour."])
        agenda = f"{held}{'' if held.endswith('.') else '.'} {added}" if held else added
        if len(agenda) > LONGEST:
            raise Refused(
                [
                    f"L'ordre du jour aurait {number(len(agenda))} caractères : raccourcissez, {number(LONGEST)} au plus."
                ]
            )
        changed = tuple(replace(one, agenda=agenda) if one.day == day else one for one in value.meetings)
        return save_thing(
            row=body,
            value=replace(value, meetings=changed),
            section=SECTION,
            only=("meetings",),
            parents={},
            actor=actor,
        )
