"""How a body is shown: where it stands, its meetings to come with their reports, those held with their decisions."""

from __future__ import annotations

from maillage.base.plugs import Project
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.values.french import count, long_date, plain_date, short_date
from maillage.governance.domain import Body, Meeting
from maillage.governance.domain.reports import report_dates

# How many days ahead a meeting asks to be prepared.
NEAR = 30


def sentence(project: Project, body: Body) -> str:
    """`Prochaine séance le lundi 26 avril 2027. 7 séances tenues, 5 décisions notées.`"""
    ahead = sorted(meeting.day for meeting in body.meetings if meeting.day >= project.today)
    past = len(body.meetings) - len(ahead)
    decided = sum(bool(meeting.decision) for meeting in body.meetings)
    first = f"Prochaine séance le {long_date(ahead[0])}." if ahead else "Aucune séance à venir."
    told = f"{count(past, 'séance tenue', 'séances tenues')}, {count(decided, 'décision notée', 'décisions notées')}."
    return f"{first} {told}"


def report_sentence(project: Project, body: Body, meeting: Meeting) -> str:
    """When its report must leave; "" for a body that receives none."""
    reports = report_dates(body, meeting, project.rules)
    if reports is None:
        return ""
    if reports.sent < project.today:
        return f"Le rapport devait partir le {plain_date(reports.sent)} : assurez-vous qu'il est parti."
    written = f", rédigé le {plain_date(reports.written)}" if reports.written >= project.today else ""
    return f"Le rapport doit partir le {plain_date(reports.sent)} au plus tard{written}."


def coming(project: Project, body: Body) -> Listing:
    ahead = sorted((m for m in body.meetings if m.day >= project.today), key=lambda m: m.day)
    reported = any(report_dates(body, meeting, project.rules) for meeting in ahead)
    placed = any(meeting.place for meeting in ahead)
    heads = [Head("Date"), Head("Ordre du jour pour le projet"), *([Head("Lieu")] if placed else [])]
    if reported:
        heads += [Head("Rapport rédigé le"), Head("Rapport envoyé le")]
    rows = [_coming(project, body, meeting, reported, placed) for meeting in ahead]
    rule = project.rules.value("governance.report.days", on=project.today)
    return Listing(
        caption="Séances à venir",
        heads=heads,
        rows=rows,
        empty="Aucune séance à venir n'est notée.",
        source=f"rapport envoyé {rule.text} avant la séance ({rule.source.title})" if reported else "",
        confidence=rule.confidence if reported else Listing.confidence,
        anchor="a-venir",
    )


def _coming(project: Project, body: Body, meeting: Meeting, reported: bool, placed: bool) -> list[Cell | str]:
    cells: list[Cell | str] = [
        Cell(short_date(meeting.day), note=long_date(meeting.day).split()[0]),
        meeting.agenda or "rien pour le projet",
        *([meeting.place] if placed else []),
    ]
    if reported:
        reports = report_dates(body, meeting, project.rules) if meeting.agenda else None
        cells += [short_date(reports.written), short_date(reports.sent)] if reports else ["", ""]
    return cells


def held(project: Project, body: Body) -> Listing:
    past = sorted((m for m in body.meetings if m.day < project.today), key=lambda m: m.day, reverse=True)
    return Listing(
        caption="Séances tenues",
        heads=(Head("Date"), Head("Ordre du jour pour le projet"), Head("Ce qui a été décidé")),
        rows=[
            [
                short_date(meeting.day),
                meeting.agenda or "rien pour le projet",
                " ".join(meeting.decision.split()) or ("pas encore noté" if meeting.agenda else "–"),
            ]
            for meeting in past
        ],
        empty="Aucune séance ne s'est encore tenue.",
        anchor="tenues",
    )
