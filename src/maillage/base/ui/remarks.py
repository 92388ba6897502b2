"""Remarks of the linter on screen: the colour of each, and what they ask one to do now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from maillage.base.ui.components import NextStep, Tone
from maillage.base.ui.pages import thing_url
from maillage.base.values.french import count
from maillage.base.values.remarks import Remark, Severity, gravest_first

TONES = {Severity.BLOCKING: Tone.BAD, Severity.WARNING: Tone.WARNING, Severity.ADVICE: Tone.INFO}


def steps_by_code(
    request: Any, remarks: Iterable[Remark], acts: Mapping[str, str], home: str = ""
) -> list[NextStep]:
    """One step for each code of remark, blocking ones first; "et 3 autres" tells those of the same code.

    `acts` says in few words what a code asks for. A step leads to the thing of its remark, else to `home`.
    """
    by_code: dict[str, list[Remark]] = {}
    for remark in gravest_first(remarks):
        by_code.setdefault(remark.code, []).append(remark)
    department = request.network.department
    return [
        NextStep(
            label=f"{acts.get(code, found[0].where)}{_others(found)}",
            url=(thing_url(department, found[0].target) if found[0].target else "") or home,
            why=f"{found[0].where} : {found[0].message}",
            tone=TONES[found[0].severity],
        )
        for code, found in by_code.items()
    ]


def _others(found: list[Remark]) -> str:
    return f" (et {count(len(found) - 1, 'autre')})" if len(found) > 1 else ""
