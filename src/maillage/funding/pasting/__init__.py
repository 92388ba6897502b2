"""Cost lines pasted from a spreadsheet: read, tried line by line, taken all or none."""

from maillage.funding.pasting.columns import TEMPLATE, Pasted, PasteRefused, pasted
from maillage.funding.pasting.taking import take
from maillage.funding.pasting.trial import Fate, Outcome, Trial, tried
from maillage.funding.pasting.undoing import pastes_of, undo_paste

__all__ = [
    "TEMPLATE",
    "Fate",
    "Outcome",
    "PasteRefused",
    "Pasted",
    "Trial",
    "pasted",
    "pastes_of",
    "take",
    "tried",
    "undo_paste",
]
