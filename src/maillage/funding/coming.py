"""What comes next of an aid, by which day, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from maillage.base.plugs import Project
from maillage.base.values.french import month, plain_date
from maillage.funding.domain import FundingStatus
from maillage.funding.domain.ladder import answer_by
from maillage.funding.domain.payments import awaited_payments
from maillage.funding.domain.standing import LineStanding
from maillage.funding.readings import plan_of
from maillage.funding.telling import exact


@dataclass(frozen=True, kw_only=True)
class Coming:
    """`label`: in few words, for a list; `text`: a sentence. `day` is None when nobody knows it."""

    label: str
    text: str
    day: date | None = None
    late: bool = False


def coming(project: Project, item: LineStanding) -> Coming:
    match item.line.status:
        case FundingStatus.ENVISAGED:
            return _deposit(project, item)
        case FundingStatus.REQUESTED | FundingStatus.PROMISED:
            return _answer(project, item)
        case FundingStatus.RECEIVED:
            return Coming(label="", text="Tout est versé : il n'y a plus rien à attendre.")
    return _payment(project, item)


def _deposit(project: Project, item: LineStanding) -> Coming:
    day = item.line.ask_by
    if day is None:
        window = f" ({item.funder.window})" if item.funder.window else ""
        return Coming(
            label="à déposer", text=f"La demande est à déposer ; sa date limite est inconnue{window}."
        )
    late = day < project.today
    text = (
        f"La date limite de dépôt est passée depuis le {plain_date(day)}."
        if late
        else f"La demande est à déposer avant le {plain_date(day)}."
    )
    return Coming(label="à déposer", text=text, day=day, late=late)


def _answer(project: Project, item: LineStanding) -> Coming:
    wait = project.rules.value("requests.answer.wait", on=project.today)
    day = answer_by(item.line, int(wait.value))
    what = "La notification" if item.line.status is FundingStatus.PROMISED else "La réponse"
    if day is None:
        return Coming(label="réponse", text=f"{what} est attendue ; sa date est inconnue.")
    late = day < project.today
    guessed = "" if item.line.expected_on else f", {wait.text} après le dépôt"
    text = f"{what} était attendue le {plain_date(day)}{guessed} : relancez le financeur."
    if not late:
        text = f"{what} est attendue vers le {plain_date(day)}{guessed}."
    return Coming(label="réponse", text=text, day=day, late=late)


def _payment(project: Project, item: LineStanding) -> Coming:
    commit = f" Les dépenses sont à engager avant le {plain_date(item.commit_by)}." if item.commit_by else ""
    awaited = awaited_payments(plan_of(project), item.line)
    if not awaited:
        return Coming(label="versement", text=f"Aucun versement n'est encore daté.{commit}")
    day, amount = awaited[0]
    late = day < project.today.replace(day=1)
    verb = "était attendu" if late else "est attendu"
    text = f"Un versement de {exact(amount)} {verb} en {month(day)}.{commit}"
    return Coming(label="versement", text=text, day=day, late=late)
