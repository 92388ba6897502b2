"""The report of pasted costs, line by line."""

from __future__ import annotations

from collections import Counter

from maillage.base.ui.components import Badge, Cell, Head, Listing, Tone
from maillage.base.values.french import count, listed, number
from maillage.funding.pasting import Fate, Outcome, Trial
from maillage.funding.screens.cost_price import told_amount

_TONES = {
    Fate.CREATED: Tone.GOOD,
    Fate.CHANGED: Tone.INFO,
    Fate.SAME: Tone.NEUTRAL,
    Fate.REFUSED: Tone.BAD,
    Fate.ASIDE: Tone.NEUTRAL,
}


# A page that is read: the lines with something to say, then the others as far as there is room.
SHOWN = 100
_SAYING = (Fate.REFUSED, Fate.ASIDE, Fate.CHANGED)


def trial_listing(trial: Trial) -> Listing:
    """The refused first: they are what is to be put right. What is not shown is counted."""
    telling = [one for fate in _SAYING for one in trial.of(fate)]
    silent = [one for one in trial.outcomes if one.fate not in _SAYING]
    ordered = telling + silent
    if not trial.of(Fate.REFUSED) and len(ordered) <= SHOWN:
        ordered = list(trial.outcomes)
    rows = [_row(one) for one in ordered[:SHOWN]]
    if left := ordered[SHOWN:]:
        rows.append([_counted(left), "", "", ""])
    return Listing(
        caption="Ce que feraient les lignes collées",
        heads=[Head("Ligne", "right"), Head("Dépense"), Head("Sort"), Head("Montant HT ou raison")],
        rows=rows,
        totals=(SHOWN,) if left else (),
        empty="Aucune ligne.",
        anchor="essai",
    )


def _counted(left: list[Outcome]) -> str:
    """`Et 1 900 autres lignes : 1 890 à créer, 10 inchangées`."""
    found = Counter(one.fate for one in left)
    told = listed([f"{number(found[fate])} {_several(fate, found[fate])}" for fate in Fate if found[fate]])
    return f"Et {count(len(left), 'autre ligne', 'autres lignes')} : {told}"


def _several(fate: Fate, many: int) -> str:
    plural = {Fate.SAME: "inchangées", Fate.REFUSED: "refusées", Fate.ASIDE: "laissées de côté"}
    return plural.get(fate, fate.label) if many > 1 else fate.label


def _row(one: Outcome) -> list[Cell | str]:
    told = one.why if one.value is None else told_amount(one.value)
    code = one.value.code if one.value else ""
    return [
        Cell(number(one.line)),
        Cell(one.label, note=code),
        Cell("", badge=Badge(one.fate.label, _TONES[one.fate])),
        told,
    ]
