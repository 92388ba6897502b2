"""Core services, one row each: in sites, in inhabitants, what silence leaves open, weighted by size."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from maillage.base.charts import RangeRow, ranges
from maillage.base.ui.components import Cell, Head, Listing
from maillage.base.values.french import UNKNOWN, number, percent
from maillage.base.values.tree import Picture
from maillage.campaigns.coherence.plain import response
from maillage.campaigns.coherence.readings import Coherence
from maillage.campaigns.coherence.tables.printed import as_table
from maillage.campaigns.domain.coherence.conformity import Conformity
from maillage.statistics.coverage import Interval

PageOf = Callable[[str], str]


def unlinked(code: str) -> str:
    """No address: a document links to no page."""
    return ""


def source_of(found: Coherence) -> str:
    return f"campagne « {found.title} », {response(found)[:-1]} ; calculs Maillage."


def core_listing(found: Coherence, link: PageOf = unlinked) -> Listing:
    """`link` gives the page of a question by its code. The last row: all of them together."""
    rows = [tuple(_row(own, link(own.code))) for own in found.core]
    if found.whole_core is not None:
        rows.append(tuple(_row(found.whole_core, "")))
    return Listing(
        caption="Le socle, en lieux et en habitants",
        anchor="socle",
        sort_param="tri_socle",
        heads=(
            Head("Service du socle", key="service"),
            Head("Lieux qui l’assurent", "right", key="lieux"),
            Head("Quoi que disent les silencieux", "right"),
            Head("Redressé par taille", "right"),
            Head("Habitants servis", "right", key="habitants"),
            Head("Quoi que disent les silencieux (habitants)", "right"),
        ),
        rows=rows,
        totals=(len(found.core),) if found.whole_core else (),
        source=f"{source_of(found)} Les habitants d’une commune comptent une fois, dès qu’une de ses bibliothèques "
        "assure le service.",
        empty="Cette grille ne désigne aucun service du socle.",
    )


def _row(kept: Conformity, url: str) -> Iterator[Cell]:
    yield Cell(kept.title, url=url)
    yield Cell(percent(kept.share), sort=kept.share, note=f"{number(kept.met)} sur {number(kept.known)}")
    yield Cell(range_of(kept.bounds))
    yield Cell(percent(kept.weighted.estimate.mean) if kept.weighted else UNKNOWN)
    yield Cell(
        percent(kept.people_share),
        sort=kept.people_share,
        note=f"{number(kept.people_met)} sur {number(kept.people_known)}",
    )
    yield Cell(range_of(kept.people_bounds))


def range_of(bounds: Interval | None) -> str:
    return f"de {percent(bounds.low)} à {percent(bounds.high)}" if bounds else UNKNOWN


def core_picture(found: Coherence) -> Picture | None:
    """Sites as a band that silence widens, inhabitants as a diamond. None without a core service that is known."""
    known = [own for own in found.core if own.share is not None]
    if not known:
        return None
    rows = [
        RangeRow(
            label=own.title,
            detail=f"{number(own.known)} réponses sur {number(own.sites)}",
            low=100 * own.bounds.low if own.bounds else None,
            middle=100 * (own.share or 0.0),
            high=100 * own.bounds.high if own.bounds else None,
            here=None if own.people_share is None else 100 * own.people_share,
            text=percent(own.people_share),
        )
        for own in known
    ]
    least = min(known, key=lambda own: own.share or 0.0)
    return Picture(
        caption="Services du socle : part des lieux et part des habitants",
        spec=ranges(
            rows=rows,
            unit="%",
            maximum=100,
            others="lieux, quoi que disent les silencieux",
            middle="lieux qui ont répondu",
            here="habitants servis",
        ),
        alt=f"Part des lieux et des habitants pour {len(known)} services du socle. Le moins assuré : {least.title}, "
        f"{percent(least.share)} des lieux et {percent(least.people_share)} des habitants.",
        source=source_of(found),
        data=as_table(core_listing(found)),
    )
