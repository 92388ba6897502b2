"""What the reminder of a person says on a day: her actions by her functions, and what mentions her."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from maillage.base.plugs import Project
from maillage.base.values.french import NBSP, plain_date
from maillage.programme.commenting import open_mentions, unsettled
from maillage.programme.domain import digests
from maillage.programme.domain.digests import Digest, Heading, Line
from maillage.programme.domain.progress import ActionProgress
from maillage.programme.noting import silent, unexplained
from maillage.programme.readings import NoProgramme, programme_of, progress_of


def digest_of(project: Project, user: Any, functions: Sequence[str], since: date | None) -> Digest:
    """What she would be told today; mentions of `since` or after, all when None. Two queries beside the programme's."""
    try:
        progress, title = progress_of(project), programme_of(project).title
    except NoProgramme:
        return Digest(name=user.first_name, project=str(project.network), day=project.today, headings=())
    items = digests.hers(progress, functions)
    told = (
        ("On vous a cité", _mentions(project, user, since)),
        ("En retard", _steps(project, digests.late_lines(items, progress.tracked))),
        ("À finir bientôt", _coming(project, items)),
        ("Sans nouvelles", _silent(project, items)),
        ("Ce qui vous attend", _waiting(project, items, user)),
    )
    headings = (Heading(title=name, lines=tuple(lines)) for name, lines in told)
    return Digest(
        name=user.first_name,
        project=title,
        day=project.today,
        headings=tuple(one for one in headings if one.lines),
    )


def _path(project: Project, name: str, *codes: object) -> str:
    return reverse(name, args=[project.network.department, *codes])


def _mentions(project: Project, user: Any, since: date | None) -> Iterator[Line]:
    rows = open_mentions(project.network, user)
    for comment in rows.filter(at__date__gte=since) if since else rows:
        text = " ".join(comment.text.split()).rstrip(".")
        short = text if len(text) <= 140 else f"{text[:140].rsplit(' ', 1)[0]}…"
        yield Line(
            text=f"{comment.author_name}, sur {comment.action.title} : «{NBSP}{short}{NBSP}»",
            path=_path(project, "programme:comment", comment.pk),
        )


def _steps(project: Project, told: Iterable[tuple[str, str]]) -> Iterator[Line]:
    for text, code in told:
        yield Line(text=text, path=_path(project, "programme:step", code))


def _days(project: Project) -> int:
    return int(project.rules.value("programme.digest.days_ahead", on=project.today).value)


def _coming(project: Project, items: Sequence[ActionProgress]) -> Iterator[Line]:
    yield from _steps(project, digests.coming_lines(items, project.today, _days(project)))


def _silent(project: Project, items: Sequence[ActionProgress]) -> Iterator[Line]:
    for item in items:
        since = silent(project, item)
        if since:
            yield Line(
                text=f"{item.action.title} : rien n'a été noté depuis le {plain_date(since)}",
                path=_path(project, "programme:note", item.action.code),
            )


def _waiting(project: Project, items: Sequence[ActionProgress], user: Any) -> Iterator[Line]:
    actions = [item.action for item in items]
    for text, code in digests.awaited_lines(actions, project.today, _days(project)):
        yield Line(text=text, path=_path(project, "programme:action", code))
    for one in actions:
        if unexplained(one):
            yield Line(
                text=f"{one.title} : l'action est dite compromise, dites ce qui est décidé",
                path=_path(project, "programme:note", one.code),
            )
    yield from _unanswered(project, {one.code: one.title for one in actions}, user)


def _unanswered(project: Project, titles: dict[str, str], user: Any) -> Iterator[Line]:
    """Comments of others on her actions that nobody settled, unless they mention her: those are told above."""
    if not titles:
        return
    rows = unsettled(project.network).filter(action__code__in=list(titles)).exclude(author=user)
    for comment in rows.exclude(mentioned=user):
        yield Line(
            text=f"{titles[comment.action.code]} : un commentaire de {comment.author_name} attend une réponse",
            path=_path(project, "programme:comment", comment.pk),
        )
