"""What the linter says of how the programme is followed: statuses, notes of progress."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import count, listed, plain_date
from maillage.base.values.remarks import Remark, Severity
from maillage.programme.domain.progress import ActionProgress
from maillage.programme.domain.statuses import contradiction
from maillage.programme.noting import silent, unexplained
from maillage.programme.readings import progress_of

# Actions named in the remark that gathers them.
NAMED = 6


def follow_checks(project: Project) -> Iterator[Remark]:
    yield from _statuses_agree(project)
    yield from _actions_are_told(project)
    yield from _what_fails_is_explained(project)


def _place(item: ActionProgress) -> tuple[str, str]:
    return f"Action {item.action.code}, {item.action.title}", f"programme.Action/{item.action.code}"


def _statuses_agree(project: Project) -> Iterator[Remark]:
    for item in progress_of(project).actions():
        told = contradiction(item)
        if told:
            where, target = _place(item)
            yield Remark(
                code="PRG-19",
                severity=Severity.WARNING,
                where=where,
                message=told,
                remedy="Corrigez le statut (« status »), ou les jours de fin des étapes ; sans statut, l'action suit ses étapes.",
                target=target,
            )


def _actions_are_told(project: Project) -> Iterator[Remark]:
    """One advice for all: and none in a programme in which nobody writes notes."""
    items = list(progress_of(project).actions())
    if not any(item.action.notes for item in items):
        return
    quiet = sorted(
        ((day, item) for item in items if (day := silent(project, item))), key=lambda pair: pair[0]
    )
    if not quiet:
        return
    codes = [item.action.code for _, item in quiet]
    more = len(codes) - NAMED
    named = listed([*codes[:NAMED], count(more, "autre")] if more > 0 else codes)
    one = len(quiet) == 1
    where, target = _place(quiet[0][1]) if one else ("Programme", "")
    told = "L'action en cours est" if one else f"{count(len(quiet), 'action')} en cours ({named}) sont"
    yield Remark(
        code="PRG-24",
        severity=Severity.ADVICE,
        where=where,
        message=f"{told} sans nouvelles, {'' if one else 'au plus tôt '}depuis le {plain_date(quiet[0][0])}.",
        remedy="Notez où elle en est (« notes »), ou mettez-la en pause."
        if one
        else "Notez où elles en sont (« notes »), ou mettez-les en pause.",
        target=target,
    )


def _what_fails_is_explained(project: Project) -> Iterator[Remark]:
    for item in progress_of(project).actions():
        if unexplained(item.action):
            where, target = _place(item)
            yield Remark(
                code="PRG-27",
                severity=Severity.WARNING,
                where=where,
                message="Elle est dite compromise, et aucune note ne dit ce qui est fait pour la rattraper.",
                remedy="Écrivez une note d'avancement (« notes ») : ce qui bloque, ce qui est décidé, ou changez la confiance.",
                target=target,
            )
