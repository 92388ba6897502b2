"""The gauges of the home page: steps, dossier, remarks, indicators, money, axes. Every figure is that of its room."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Tile, Tone
from maillage.base.values.french import UNKNOWN, count, euros, listed, number, percent, plain_date
from maillage.base.values.remarks import Severity
from maillage.desk.readings import place_of
from maillage.dossier.linter import counts, remarks_of
from maillage.dossier.readings import completeness_of
from maillage.evaluation.domain.attainment import Status
from maillage.evaluation.readings import attainments_of
from maillage.funding.readings import standings_of
from maillage.programme.domain.progress import AxisProgress, StepState
from maillage.programme.readings import progress_of

# States that say neither well nor off track.
UNJUDGED = (Status.TOO_EARLY, Status.NO_DATA, Status.NO_TARGET)


def key_tiles(project: Project) -> list[Tile]:
    return [
        _progress_tile(project),
        _dossier_tile(project),
        _remarks_tile(project),
        _indicators_tile(project),
    ]


def _progress_tile(project: Project) -> Tile:
    progress = progress_of(project)
    url = place_of(project, "", "programme:tree")
    if not progress.tracked:
        return Tile("Étapes finies", UNKNOWN, f"aucune notée finie, sur {number(progress.total)}", url)
    late = len(progress.late)
    under_way = progress.count(StepState.UNDER_WAY)
    note = f"{count(late, 'étape en retard', 'étapes en retard')}, {number(under_way)} en cours"
    value = f"{number(progress.done)} sur {number(progress.total)}"
    return Tile(
        "Étapes finies", value, note, url, Tone.WARNING if late else Tone.GOOD, _share(progress.share)
    )


def _dossier_tile(project: Project) -> Tile:
    found = completeness_of(project)
    missing = [piece.label[:1].lower() + piece.label[1:] for piece in found.missing]
    told = (
        f"il manque {listed(missing[:2])}"
        if len(missing) < 3
        else f"{number(len(missing))} éléments manquent"
    )
    url = place_of(project, "", "dossier:dossier")
    tone = Tone.WARNING if missing else Tone.GOOD
    note = told if missing else "tous les éléments attendus sont là"
    return Tile("Dossier complet à", percent(found.share), note, url, tone, _share(found.share))


def _remarks_tile(project: Project) -> Tile:
    found = counts(remarks_of(project))
    blocking = found[Severity.BLOCKING]
    others = [count(found[s], s.label) for s in (Severity.WARNING, Severity.ADVICE) if found[s]]
    url = place_of(project, "", "dossier:remarks")
    value = count(blocking, Severity.BLOCKING.label) if blocking else "Aucun blocage"
    tone = Tone.BAD if blocking else Tone.GOOD
    return Tile("Contrôle du dossier", value, listed(others) or "aucune alerte", url, tone)


def _indicators_tile(project: Project) -> Tile:
    found = attainments_of(project)
    states = Counter(item.status for item in found)
    well = states[Status.REACHED] + states[Status.ON_TRACK]
    measured = sum(item.measure is not None for item in found)
    url = place_of(project, "", "evaluation:indicators")
    if not measured:
        return Tile("Indicateurs", UNKNOWN, f"aucun n'est encore mesuré, sur {number(len(found))}", url)
    off = states[Status.LATE] + states[Status.WATCH]
    # Those without data or without target are told apart: nothing says whether they go well.
    judged = well + off
    rest = [f"{number(n)} {state.label}" for state in UNJUDGED if (n := states[state])]
    note = ", ".join([f"{number(off)} à surveiller ou en retard", *rest])
    tone = Tone.WARNING if off else Tone.GOOD if judged else Tone.NEUTRAL
    return Tile(
        "Indicateurs en bonne voie",
        f"{number(well)} sur {number(judged)}" if judged else UNKNOWN,
        note,
        url,
        tone,
        well / judged if judged else None,
    )


def _share(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def money_tiles(project: Project) -> list[Tile]:
    """What is asked, promised, notified and missing; gauges against what the plan counts on."""
    overall = standings_of(project)[0]
    url = place_of(project, "", "funding:grants")
    expected = overall.expected
    if expected == 0:
        return []
    return [
        _money("Aides demandées", overall.requested, expected, url),
        _money("Aides promises", overall.promised, expected, url),
        _money("Aides notifiées", overall.notified, expected, url),
        Tile(
            "Reste à obtenir",
            euros(overall.missing),
            "compté dans le plan, pas encore notifié" if overall.missing else "tout est notifié",
            url,
            Tone.WARNING if overall.missing else Tone.GOOD if overall.missing == 0 else Tone.NEUTRAL,
        ),
    ]


def _money(label: str, amount: Decimal | None, expected: Decimal | None, url: str) -> Tile:
    share = amount / expected if amount is not None and expected else None
    note = f"{percent(share)} des {euros(expected)} attendus" if share is not None else ""
    return Tile(label, euros(amount), note, url, share=_share(share))


@dataclass(frozen=True, kw_only=True)
class AxisShown:
    """A line of progress: `gauge` is the width drawn, 0 to 100, "" when nobody follows the programme."""

    label: str
    url: str
    value: str
    steps: str
    gauge: str
    badge: Badge | None
    following: str


def axes(project: Project) -> list[AxisShown]:
    progress = progress_of(project)
    return [_axis(project, axis, progress.tracked) for axis in progress.axes]


def _axis(project: Project, item: AxisProgress, tracked: bool) -> AxisShown:
    late, following = len(item.late), item.next_step
    ahead = ""
    if following and following.last_day:
        ahead = f"À finir : {following.step.title}, prévu le {plain_date(following.last_day)}"
    share = item.share if tracked else None
    return AxisShown(
        label=f"{item.axis.code}. {item.axis.title}",
        url=place_of(project, f"programme.Axis/{item.axis.code}", "programme:tree"),
        value=percent(share) if tracked else "",
        steps=f"{number(item.done)} sur {count(item.total, 'étape finie', 'étapes finies')}"
        if tracked
        else f"{count(item.total, 'étape')}",
        gauge="" if share is None else f"{share * 100:.1f}",
        badge=Badge(f"{number(late)} en retard", Tone.BAD) if tracked and late else None,
        following=ahead,
    )
