"""Cost lines pasted from a spreadsheet: read, tried line by line, taken all or none."""

from maillage.funding.pasting.columns import TEMPLATE, Pasted, PasteRefused, pasted
from maillage.funding.pasting.taking import take
from maillage.funding.pasting.trial import Fate, Outcome, Trial, tried

__all__ = ["TEMPLATE", "Fate", "Outcome", "PasteRefused", "Pasted", "Trial", "pasted", "take", "tried"]
