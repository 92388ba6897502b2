"""Two versions side by side: questions kept, renamed, new, removed, and series that break."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tile, Tone
from maillage.base.ui.pages import NetworkRequest, page
from maillage.base.values.french import listed, number
from maillage.campaigns.domain.version_mapping import Pair, VersionMapping, mapping
from maillage.campaigns.framework_drafting import draft_in
from maillage.campaigns.models import FrameworkVersion
from maillage.campaigns.views.framework_pages import crumbs, row_of


@require_safe
def compare(request: NetworkRequest, code: str, version: str) -> HttpResponse:
    """This version with the one of `?avec=`, else with the one it follows, else with the one before it."""
    row = row_of(request, code, version)
    others = list(
        FrameworkVersion.objects.filter(network=request.network, code=code).exclude(pk=row.pk).order_by("-pk")
    )
    new = draft_in(row)
    asked = request.GET.get("avec", "") or new.follows
    other = next((o for o in others if o.version == asked), others[0] if others else None)
    found = mapping(draft_in(other), new) if other is not None else None
    return page(
        request,
        "campaigns/framework_compare.html",
        title="Comparer deux versions",
        lead=f"{row.title} : la version {row.version}"
        + (f", par rapport à la version {other.version}." if other else "."),
        crumbs=crumbs(request, row),
        steps=None,
        others=others,
        other=other,
        tiles=_tiles(found) if found else [],
        pairs=_pairs(found) if found else None,
        same=[pair.new for pair in found.pairs if not _changes(pair)] if found else (),
        added=found.added if found else (),
        removed=found.removed if found else (),
    )


def _tiles(found: VersionMapping) -> list[Tile]:
    return [
        Tile(
            "Comparables",
            number(len(found.comparable)),
            "la réponse d'avant et celle d'après disent la même chose",
        ),
        Tile(
            "Ruptures",
            number(len(found.broken)),
            "à ne pas comparer",
            tone=Tone.WARNING if found.broken else Tone.NEUTRAL,
        ),
        Tile("Nouvelles", number(len(found.added))),
        Tile("Retirées", number(len(found.removed))),
    ]


def _pairs(found: VersionMapping) -> Listing:
    return Listing(
        caption="Questions dont quelque chose change",
        heads=(
            Head("Question"),
            Head("Code avant"),
            Head("Code maintenant"),
            Head("Comparable"),
            Head("Ce qui change"),
        ),
        rows=[
            (
                f"{pair.new.number} {pair.new.title}",
                pair.old.code,
                Cell(pair.new.code, note="renommée" if pair.is_renamed else ""),
                Cell("", badge=_badge(pair)),
                pair.why_broken or listed([label.lower() for label in pair.changes]) or "le code",
            )
            for pair in found.pairs
            if _changes(pair)
        ],
        empty="Rien n'a changé dans les questions présentes des deux côtés.",
    )


def _changes(pair: Pair) -> bool:
    return bool(pair.why_broken or pair.changes or pair.is_renamed)


def _badge(pair: Pair) -> Badge:
    return Badge("rupture", Tone.WARNING) if pair.why_broken else Badge("oui", Tone.GOOD)
