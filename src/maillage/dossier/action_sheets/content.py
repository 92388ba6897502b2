"""What the printed sheet of an action says: each room's part, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from maillage import __version__
from maillage.base.plugs import Project
from maillage.base.values.french import listed, month, plain_date, short_date
from maillage.base.values.markdown import blocks
from maillage.base.values.tree import Block, Bullets, Paragraph, Part, plain
from maillage.dossier.action_sheets.from_rooms import indicator_lines, money_lines, money_told, training_lines
from maillage.dossier.action_sheets.parts import Grid, Line, Passage, PrintedSheet
from maillage.programme.domain import Action, Axis, Objective
from maillage.programme.domain.progress import ActionProgress, StepProgress, StepState
from maillage.programme.domain.statuses import status_of
from maillage.programme.naming import findings_told, names_of, reach_told
from maillage.programme.readings import number_of, objective_of, programme_of, progress_of
from maillage.programme.sheet_texts import (
    days_text,
    deliverable_text,
    duration_text,
    legal_text,
    member_text,
    step_days,
)

TO_WRITE = "À écrire."


def printed_sheet(project: Project, code: str) -> PrintedSheet:
    """The sheet of an action. Raises KeyError when the programme has none of this code."""
    item = progress_of(project).action(code)
    axis, objective = objective_of(project, code)
    action = item.action
    programme = programme_of(project)
    kinds = (action.kind.label, action.scope.label, f"priorité {action.priority} sur 5", f"code {code}")
    return PrintedSheet(
        code=code,
        number=number_of(project, "Action", code),
        title=action.title,
        above=" · ".join(
            filter(None, ("Fiche action", project.network.name, programme.schema or programme.title))
        ),
        below=" · ".join(kinds),
        strip=_strip(project, item),
        passages=tuple(one for one in _passages(project, axis, objective, action) if one.lines),
        grids=tuple(_grids(project, item)),
        dated=f"Fiche du {plain_date(project.today)}, éditée avec Maillage {__version__}.",
    )


def _strip(project: Project, item: ActionProgress) -> tuple[tuple[str, str], ...]:
    action = item.action
    outlook = f", confiance {action.outlook.label}" if action.outlook else ""
    days = days_text(sum(one.person_days for one in action.steps))
    return (
        ("Pilote", action.lead or "à désigner"),
        ("Où elle en est", f"{status_of(item).label}{outlook}"),
        ("Étapes finies", f"{item.done} sur {item.total}" if item.total else "aucune étape"),
        ("Calendrier", _calendar(action)),
        ("Coût HT", money_told(project, action.code)),
        ("Charge", days or "–"),
    )


def _calendar(action: Action) -> str:
    if action.start is None or action.end is None:
        return "à planifier"
    last = max(step.last_day for step in action.steps if step.last_day)
    first, end = month(action.start), month(last)
    return first if first == end else f"{first} à {end}"


def _passages(project: Project, axis: Axis, objective: Objective, action: Action) -> Iterator[Passage]:
    yield Passage("Contexte", tuple(_prose(action.context)))
    yield Passage("Constats auxquels elle répond", _items(findings_told(project, action, objective)))
    yield Passage("Ce qu'elle sert", tuple(_served(project, axis, objective)))
    yield Passage("Ce qui sera fait", tuple(_prose(action.description)) or (Line(TO_WRITE),))
    yield Passage("Résultat attendu", tuple(_prose(action.result)) or (Line(TO_WRITE),))
    yield Passage("Qui", tuple(_who(project, action)))
    yield Passage("Pour qui", tuple(_for_whom(project, action)))
    yield Passage("Dépenses et financement", tuple(money_lines(project, action.code)))
    yield Passage("Formations", tuple(training_lines(project, action.code)))
    yield Passage("Indicateurs de son objectif", tuple(indicator_lines(project, objective.code)))
    yield Passage("Livrables", _items(map(deliverable_text, action.deliverables)))
    yield Passage("Points de droit", _items(map(legal_text, action.legal)))
    yield Passage("Dernière note d'avancement", tuple(_last_note(action)))


def _items(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line(text, bullet=True) for text in texts)


def _facts(pairs: Iterable[tuple[str, str]]) -> Iterator[Line]:
    return (Line(text, label) for label, text in pairs if text)


def _served(project: Project, axis: Axis, objective: Objective) -> Iterator[Line]:
    programme = programme_of(project)
    orientations = {one.code: one.title for one in programme.orientations}
    criteria = {one.code: one.title for one in programme.criteria}
    served = dict.fromkeys((*objective.orientations, *axis.orientations))
    number = {
        kind: number_of(project, kind, one.code) for kind, one in (("Axis", axis), ("Objective", objective))
    }
    yield from _facts(
        (
            ("Objectif", f"{number['Objective']} {objective.title} ({objective.code})"),
            ("Axe", f"{number['Axis']} {axis.title} ({axis.code})"),
            ("Schéma", " ; ".join(f"{code}. {orientations.get(code, '')}" for code in served)),
            ("Label", " ; ".join(f"{code}. {criteria.get(code, '')}" for code in objective.criteria)),
        )
    )


def _who(project: Project, action: Action) -> Iterator[Line]:
    bodies = names_of(project).bodies
    yield Line(action.lead or "à désigner", "Pilote")
    yield from _facts(
        (
            *(("Équipe" if not rank else "et", member_text(one)) for rank, one in enumerate(action.team)),
            ("Partenaires", listed(action.partners)),
            ("Instances qui décident", listed([bodies.get(code, code) for code in action.bodies])),
        )
    )


def _for_whom(project: Project, action: Action) -> Iterator[Line]:
    yield from _facts((("Bibliothèques", reach_told(project, action)), ("Public", action.target_group)))


def _last_note(action: Action) -> Iterator[Line]:
    if action.notes:
        last = max(action.notes, key=lambda one: one.day)
        outlook = f", confiance {last.outlook.label}" if last.outlook else ""
        told = " ".join(line.text for line in _prose(last.text))
        yield Line(told, f"{short_date(last.day)}{outlook}")


def _prose(text: str) -> Iterator[Line]:
    return _lines(blocks(text))


def _lines(found: Iterable[Block]) -> Iterator[Line]:
    for block in found:
        match block:
            case Paragraph():
                yield Line(plain(block.runs))
            case Bullets():
                yield from (Line(plain(runs), bullet=True) for runs in block.items)
            case Part():
                yield Line(block.title)
                yield from _lines(block.blocks)


def _grids(project: Project, item: ActionProgress) -> Iterator[Grid]:
    bodies, tracked = names_of(project).bodies, progress_of(project).tracked
    yield Grid(
        title="Étapes",
        noun="étape",
        heads=("N°", "Étape", "Quand", "Durée", "Décidée par", "État"),
        widths=(0.45, 3.9, 2.5, 1.2, 1.8, 1.1),
        rows=tuple(
            (
                str(rank),
                one.step.title,
                step_days(one.step),
                duration_text(one.step),
                bodies.get(one.step.gate or "", ""),
                _state(one, tracked),
            )
            for rank, one in enumerate(item.steps, 1)
        ),
        empty="Aucune étape n'est encore écrite : l'action ne peut pas être planifiée.",
    )
    if item.action.risks:
        yield Grid(
            title="Risques et parades",
            noun="risque",
            heads=("Risque", "Probabilité", "Gravité", "Parade", "Qui veille"),
            widths=(3.2, 1.1, 1.1, 4.4, 1.5),
            rows=tuple(
                (
                    one.title,
                    one.likelihood.label if one.likelihood else "à évaluer",
                    one.impact.label if one.impact else "à évaluer",
                    " ".join(one.answer.split()) or "à trouver",
                    one.owner,
                )
                for one in sorted(item.action.risks, key=lambda one: -(one.severity or 0))
            ),
        )


def _state(one: StepProgress, tracked: bool) -> str:
    """Until somebody follows the programme, "late" says nothing."""
    if one.state is StepState.LATE and not tracked:
        return "prévue"
    return one.state.label
