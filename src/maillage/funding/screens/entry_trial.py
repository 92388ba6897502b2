"""What an import of entries would do, in sentences and line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from maillage.base.plugs import Project
from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.values.euros import total
from maillage.base.values.french import count, euros, listed, plain_date, short_date
from maillage.funding.domain.accounting.matching import tied
from maillage.funding.domain.accounting.reading import Fate, Outcome, counted
from maillage.funding.domain.accounting.targets import THIRD_PARTY
from maillage.funding.domain.entries import EntryKind
from maillage.funding.spent import candidates_of, entries_of

# Lines shown of a file: it may have fifty thousand; the refused ones come first.
SHOWN = 300
_TONES = {Fate.CREATED: Tone.GOOD, Fate.KNOWN: Tone.NEUTRAL, Fate.REFUSED: Tone.WARNING}
_ORDER = (Fate.REFUSED, Fate.CREATED, Fate.KNOWN)


def told(project: Project, seen: Any, outcomes: Sequence[Outcome]) -> list[str]:
    """What would be done, by kind; what is left out, and why nothing is hidden."""
    fates = counted(outcomes)
    new = [one.entry for one in outcomes if one.fate is Fate.CREATED and one.entry]
    found = [f"{count(len(outcomes), 'ligne lue', 'lignes lues')}."]
    for kind in EntryKind:
        some = [one for one in new if one.kind is kind]
        if some:
            days = sorted(one.day for one in some)
            found.append(
                f"À créer : {count(len(some), kind.label)} pour {euros(total(one.amount_ttc for one in some), 2)} TTC, "
                f"du {plain_date(days[0])} au {plain_date(days[-1])}."
            )
    if new:
        after = tied([*entries_of(project), *new], candidates_of(project))[-len(new) :]
        sure = sum(one.is_tied for one in after)
        found.append(
            f"{count(sure, 'serait rapprochée', 'seraient rapprochées')} d'office, {len(new) - sure} à rapprocher ensuite."
        )
    if known := fates[Fate.KNOWN]:
        found.append(f"{count(known, 'déjà connue, rien à faire', 'déjà connues, rien à faire')}.")
    if fates[Fate.REFUSED]:
        found.append(
            f"{count(fates[Fate.REFUSED], 'ligne refusée', 'lignes refusées')} : voyez le remède à côté de chacune."
        )
    if out := [header for header, code in seen.wanted.columns.items() if not code]:
        found.append(f"Colonnes ignorées : {listed(out)}.")
    if THIRD_PARTY in seen.wanted.columns.values():
        found.append("Tiers : les noms précédés de M., Mme… ne sont pas gardés.")
    return found


def outcomes_listing(outcomes: Iterable[Outcome]) -> Listing:
    """Line by line, what needs a look first."""
    outcomes = sorted(outcomes, key=lambda one: (_ORDER.index(one.fate), one.row))
    return Listing(
        caption="Ligne par ligne",
        heads=(
            Head("Ligne", "right"),
            Head("Ce qui serait fait"),
            Head("Écriture"),
            Head("Jour"),
            Head("Montant TTC", "right"),
            Head("Précision et remède"),
        ),
        rows=[_row(one) for one in outcomes[:SHOWN]],
        empty="Ce fichier ne contient aucune ligne.",
        source=f"{SHOWN} lignes montrées sur {len(outcomes)}, les refusées d'abord"
        if len(outcomes) > SHOWN
        else "",
    )


def _row(one: Outcome) -> list[Cell | str]:
    entry = one.entry
    return [
        str(one.row),
        Cell("", badge=Badge(one.fate.label, _TONES[one.fate])),
        Cell(entry.label or "Sans libellé", note=f"{entry.kind.label} {entry.number}".strip())
        if entry
        else "",
        short_date(entry.day) if entry else "",
        euros(entry.amount_ttc, 2) if entry else "",
        f"{one.why} {one.remedy}".strip(),
    ]
