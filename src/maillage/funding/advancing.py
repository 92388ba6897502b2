"""The small form that moves an aid one rung up its ladder, and the verb behind it."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.base.models import one_writer
from maillage.base.ui.editing.fields import SpecField
from maillage.base.ui.editing.saving import Refused, save_thing, value_of
from maillage.base.ui.forms import AffixInput, DayInput
from maillage.base.values.fields import Kind, Spec
from maillage.base.values.french import NBSP
from maillage.funding.domain import FundingStatus
from maillage.funding.domain.contradictions import contradictions
from maillage.funding.domain.ladder import RUNGS, Step, climbed
from maillage.funding.domain.standing import LineStanding
from maillage.funding.models import FundingLine
from maillage.funding.section import SECTION

_WRITTEN = (
    *("status", "asked_on", "promised_on", "notified_on", "notified_amount", "reference"),
    "receipts",
)
HOW = {
    FundingStatus.REQUESTED: f"Sollicitée{NBSP}: la demande est déposée",
    FundingStatus.PROMISED: f"Promise{NBSP}: un accord écrit ou oral, pas encore de décision",
    FundingStatus.NOTIFIED: f"Notifiée{NBSP}: l'arrêté ou la lettre est arrivé",
    FundingStatus.RECEIVED: f"Versée{NBSP}: de l'argent est arrivé",
}


class AdvanceForm(forms.Form):
    """Only the rungs above the one where the aid stands; a receipt once it is notified."""

    def __init__(self, item: LineStanding, data: Any = None) -> None:
        super().__init__(data)
        above = above_of(item)
        self.fields["status"] = forms.ChoiceField(
            label="Ce qui est arrivé", choices=[(one.value, HOW[one]) for one in above]
        )
        self.fields["day"] = SpecField(Spec(kind=Kind.DAY, label="Le"), widget=DayInput())
        if FundingStatus.NOTIFIED in above or FundingStatus.RECEIVED in above:
            self._about_money(receipt=above == [FundingStatus.RECEIVED])

    def _about_money(self, *, receipt: bool) -> None:
        label, reference = (
            ("Montant reçu", "Libellé du versement")
            if receipt
            else ("Montant notifié", "Référence de la décision")
        )
        help_text = "" if receipt else "Seulement si elle est notifiée. Le plan comptera ce montant."
        spec = Spec(kind=Kind.MONEY, label=f"{label} (€)", help=help_text, minimum=0, required=receipt)
        self.fields["amount"] = SpecField(spec, widget=AffixInput(suffix="€"))
        self.fields["reference"] = SpecField(Spec(kind=Kind.TEXT, label=reference, required=False))
        if receipt:
            self.fields["last"] = forms.BooleanField(
                label="C'est le solde : rien d'autre ne viendra", required=False
            )

    def step(self) -> Step:
        given = self.cleaned_data
        return Step(
            status=FundingStatus(given["status"]),
            day=given["day"],
            amount=given.get("amount"),
            reference=given.get("reference") or "",
            last=bool(given.get("last")),
        )


def above_of(item: LineStanding) -> list[FundingStatus]:
    """The rungs that an aid may reach from where it stands; none once all of it came."""
    if item.line.status.is_acquired:
        return [FundingStatus.RECEIVED] if item.line.status is FundingStatus.NOTIFIED else []
    return list(RUNGS[RUNGS.index(item.line.status) + 1 : -1])


def advance(*, row: FundingLine, step: Step, item: LineStanding, today: Any, actor: Any) -> FundingLine:
    """Write one rung more, as the colleague who came just before left the aid. Raises Refused in French."""
    with one_writer(row.network):
        row.refresh_from_db()
        before = value_of(row)
        try:
            after = climbed(before, step, item.amount)
        except ValueError as error:
            raise Refused([str(error)]) from error
        known = contradictions(before, item.amount, today)
        if wrong := [one for one in contradictions(after, item.amount, today) if one not in known]:
            raise Refused(
                [*wrong, "Corrigez la date ou le montant, ou passez par « Modifier » si c'est exact."]
            )
        saved: FundingLine = save_thing(
            row=row, value=after, section=SECTION, only=_WRITTEN, parents={}, actor=actor
        )
    return saved
