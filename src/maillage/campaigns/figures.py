"""Named figures of campaigns: those of the newest grid, so that an indicator may rest on them. Unknown without one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from maillage.base.plugs import NamedFigure, Project
from maillage.base.values.french import number, percent
from maillage.base.values.sources import Source
from maillage.campaigns.coherence.hours import hours_of
from maillage.campaigns.coherence.readings import Coherence, latest_coherence
from maillage.campaigns.survey_figures import survey_figures


def figures(project: Project) -> Iterator[NamedFigure]:
    found = latest_coherence(project)
    sources = (Source(f"Campagne « {found.title} »"),) if found else ()
    for name, label, value in _counts(found):
        yield NamedFigure(
            name=f"campaigns.{name}", label=label, value=value, text=number(value), sources=sources
        )
    for name, label, share in _shares(found):
        yield _share(name, label, share, sources)
    for name, label, amount, decimals in _amounts(found):
        value = _decimal(amount, decimals)
        yield NamedFigure(
            name=f"campaigns.{name}", label=label, value=value, text=number(value, decimals), sources=sources
        )
    hours = hours_of(project).agreement
    shown = (Source("Relevés d’horaires de moins d’un an"),) if hours else ()
    label = "Part des bibliothèques vérifiées dont les horaires sont partout les mêmes"
    yield _share("hours_same_share", label, hours.share if hours else None, shown)
    yield from survey_figures(project)


def _share(name: str, label: str, share: float | None, sources: tuple[Source, ...]) -> NamedFigure:
    value = _decimal(share, 4)
    return NamedFigure(
        name=f"campaigns.{name}", label=label, value=value, text=percent(share), sources=sources
    )


def _decimal(value: float | None, decimals: int) -> Decimal | None:
    return None if value is None else Decimal(str(round(value, decimals)))


def _counts(found: Coherence | None) -> Iterator[tuple[str, str, int | None]]:
    whole, agreed = (found.whole_core, found.agreement) if found else (None, None)
    limit = found.marks.assured if found else 1.0
    kept = sum(own.share is not None and own.share >= limit for own in found.core) if found else None
    yield "asked", "Bibliothèques interrogées", len(found.seen) if found else None
    yield "answered", "Bibliothèques qui ont répondu", len(found.answered) if found else None
    yield "core_services", "Services du socle", len(found.core) if found else None
    yield "core_assured", "Services du socle assurés presque partout", kept
    yield "core_sites", "Lieux qui assurent tout le socle", whole.met if whole else None
    yield "core_people", "Habitants servis par tout le socle", whole.people_met if whole else None
    yield "double_rated", "Bibliothèques vues deux fois", agreed.libraries if agreed else None
    matched = found.panel.matched if found and found.panel else None
    yield "matched", "Bibliothèques qui ont répondu aux deux dernières campagnes", matched


def _shares(found: Coherence | None) -> Iterator[tuple[str, str, float | None]]:
    whole, agreed, where = (found.whole_core, found.agreement, found.where) if found else (None, None, None)
    answered = len(found.answered) / len(found.seen) if found and found.seen else None
    yield "answered_share", "Part des bibliothèques qui ont répondu", answered
    yield "core_sites_share", "Part des lieux qui assurent tout le socle", whole.share if whole else None
    yield (
        "core_people_share",
        "Part des habitants servis par tout le socle",
        whole.people_share if whole else None,
    )
    each = [own.share for own in found.core if own.share is not None] if found else []
    mean = sum(each) / len(each) if each else None
    yield "core_mean_share", "Part des lieux qui assurent un service du socle, en moyenne", mean
    yield "agreement_exact", "Doubles regards au même niveau", agreed.told.exact if agreed else None
    yield (
        "between_epci_share",
        "Écarts de score entre EPCI, hasard déduit",
        where.by_epci.beyond_chance if where else None,
    )
    yield (
        "between_sizes_share",
        "Écarts de score entre tailles de commune, hasard déduit",
        (where.by_size.beyond_chance if where else None),
    )


def _amounts(found: Coherence | None) -> Iterator[tuple[str, str, float | None, int]]:
    overall, agreed, panel = (found.overall, found.agreement, found.panel) if found else (None, None, None)
    change = panel.score.mean_change if panel and panel.score else None
    yield (
        "score_median",
        "Score médian des bibliothèques, sur 100",
        overall.quartiles.median if overall else None,
        0,
    )
    yield (
        "score_middle_half",
        "Écart interquartile des scores, en points",
        overall.middle_half if overall else None,
        0,
    )
    yield (
        "agreement_alpha",
        "Accord entre deux regards (alpha de Krippendorff)",
        agreed.alpha.value if agreed else None,
        2,
    )
    yield (
        "agreement_bias",
        "Écart moyen bibliothèque − second regard, en niveaux",
        agreed.told.bias if agreed else None,
        2,
    )
    yield "score_change", "Évolution du score moyen des mêmes bibliothèques, en points", change, 1
