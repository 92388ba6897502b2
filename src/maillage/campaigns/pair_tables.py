"""Second looks as a table: the libraries drawn, who looks at each, and what came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.ui.pages import to
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.models import Campaign, Participation


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """`drawn`: the libraries' own questionnaires; `by_library`: the second looks at each."""

    drawn: Sequence[Participation]
    by_library: Mapping[str, Sequence[Participation]]

    @property
    def seconds(self) -> list[Participation]:
        return [row for rows in self.by_library.values() for row in rows]

    @property
    def done(self) -> int:
        return sum(row.submitted_at is not None for row in self.seconds)

    @property
    def waiting(self) -> list[Participation]:
        return [row for row in self.drawn if not self.by_library.get(row.library_code)]

    @property
    def epcis(self) -> list[tuple[str, str]]:
        """The EPCI where a library waits for somebody."""
        found = {row.epci_code: row.epci_name for row in self.waiting if row.epci_code}
        return sorted(found.items(), key=lambda one: one[1])

    @property
    def labels(self) -> list[str]:
        """Who looks, and has not sent everything."""
        return sorted({row.rater_label for row in self.seconds if row.submitted_at is None})


def pairs_of(campaign: Campaign) -> Pairs:
    """Two queries."""
    rows = Participation.objects.filter(campaign=campaign).select_related("campaign__network", "network")
    seconds: dict[str, list[Participation]] = defaultdict(list)
    for row in rows.exclude(rater=Rater.SELF.value).order_by("library_name", "rater_label", "pk"):
        seconds[row.library_code].append(row)
    drawn = list(rows.of_libraries().filter(double_rated=True).order_by("library_name", "pk"))
    return Pairs(drawn=drawn, by_library=dict(seconds))


def pairs_listing(request: Any, pairs: Pairs, code: str) -> Listing:
    return Listing(
        caption="Bibliothèques à double regard",
        anchor="regards",
        heads=(
            Head("Bibliothèque", key="nom"),
            Head("EPCI", key="epci"),
            Head("Habitants de la commune", key="taille"),
            Head("Elle-même", key="elle"),
            Head("L'autre regard", key="autre"),
        ),
        rows=[_row(request, row, pairs.by_library.get(row.library_code, ()), code) for row in pairs.drawn],
        empty="Aucune bibliothèque n'est encore tirée au sort.",
    )


def _row(request: Any, row: Participation, seconds: Sequence[Participation], code: str) -> list[Cell | str]:
    url = to(request, "campaigns:participation", code, row.library_code) if request.can_edit else ""
    who = ", ".join(f"{one.rater_label} ({'envoyé' if one.submitted_at else 'attendu'})" for one in seconds)
    return [
        Cell(str(row), url),
        row.epci_name,
        row.stratum or "inconnu",
        Cell("", badge=Badge("envoyé", Tone.GOOD)) if row.submitted_at else Cell("attendu"),
        Cell(who) if who else Cell("", badge=Badge("à confier", Tone.WARNING)),
    ]
