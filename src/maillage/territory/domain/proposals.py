"""What can be done about a remark: a correction that open data allow, never a value that nobody said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from maillage.base.values.fields import Choice
from maillage.base.values.french import listed
from maillage.territory.domain.corrections import library_code
from maillage.territory.domain.own_values import Known
from maillage.territory.domain.quality.checking import Context
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Observation, Record, State
from maillage.territory.domain.units import with_unit
from maillage.territory.domain.variables import BY_CODE
from maillage.territory.domain.vintages import data_year


class Act(Choice):
    """What accepting does."""

    UNKNOWN = "unknown", "considérer comme inconnu"
    REUSE = "reuse", "reprendre une autre enquête"
    CORRECT = "correct", "corriger l'identité"
    DUPLICATE = "duplicate", "retirer le doublon"
    ASK = "ask", "demander à la bibliothèque"
    # Of a correction whose published value changed since.
    REVERT = "revert", "revenir à la valeur publiée"


class Trust(Choice):
    """How sure a proposal is."""

    SURE = "sure", "sûre"
    LIKELY = "likely", "probable"
    WEAK = "weak", "à vérifier"


@dataclass(frozen=True, kw_only=True)
class ValueChange:
    """A figure that accepting gives; None says that the right value is unknown."""

    variable: str
    value: Known | None
    year: int | None


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """A field of the library that accepting writes, as text: `insee` "18133", `latitude` "46.94"."""

    field: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A correction of the remark named `key`. `says`: what the file says; `proposes`: what would stand instead."""

    key: str
    act: Act
    says: str
    proposes: str
    why: str
    trust: Trust
    values: tuple[ValueChange, ...] = ()
    fields: tuple[FieldChange, ...] = ()

    @property
    def changes_something(self) -> bool:
        return bool(self.values or self.fields) or self.act in (Act.DUPLICATE, Act.REVERT)


Propose: TypeAlias = Callable[[QualityRemark, Record, Context], Proposal | None]


def ask(remark: QualityRemark, why: str = "Seule la bibliothèque le sait.") -> Proposal:
    return Proposal(
        key=remark.key,
        act=Act.ASK,
        says=remark.published,
        proposes="Demander à la bibliothèque",
        why=why,
        trust=Trust.SURE,
    )


def asked(why: str = "Seule la bibliothèque le sait.") -> Propose:
    return lambda remark, record, context: ask(remark, why)


def questioned(remark: QualityRemark, record: Record) -> list[Observation]:
    """The observations that a remark questions, as they stand."""
    found = (record.observation(variable, remark.vintage) for variable in remark.variables)
    return [seen for seen in found if seen is not None]


def stands(seen: Observation, context: Context) -> bool:
    """True when figures read this value: a newer survey does not publish it."""
    return seen.vintage == context.register.vintage_of(seen.variable)


def as_unknown(why: str, trust: Trust = Trust.LIKELY) -> Propose:
    """Say that the values are unknown; those of an older survey, which no figure reads, are only to be asked."""

    def propose(remark: QualityRemark, record: Record, context: Context) -> Proposal | None:
        seen = [o for o in questioned(remark, record) if stands(o, context)]
        # A yes-or-no answer or an address that is said unknown takes nothing away; one already missing neither.
        wrong = [o for o in seen if o.state in (State.SUSPECT, State.ANSWERED) or o.own]
        if not wrong:
            return ask(remark, "La valeur n'entre dans aucun chiffre ; la bonne est à demander.")
        labels = [BY_CODE[o.variable].label.lower() for o in wrong]
        return Proposal(
            key=remark.key,
            act=Act.UNKNOWN,
            says=listed([f"{BY_CODE[o.variable].label.lower()} « {_as_read(o)} »" for o in wrong]),
            proposes=f"Considérer comme {'inconnus' if len(labels) > 1 else 'inconnu'} : {listed(labels)}",
            why=why,
            trust=trust,
            values=tuple(ValueChange(variable=o.variable, value=None, year=_year(o)) for o in wrong),
        )

    return propose


def _as_read(seen: Observation) -> str:
    return with_unit(seen.variable, seen.own.value) if seen.own else seen.raw


def _year(seen: Observation) -> int | None:
    """The year for which a correction stands: that of the survey, or of the service's own value that it replaces."""
    return seen.own.year if seen.own else data_year(seen.vintage)


def confirmed(remark: QualityRemark, record: Record, context: Context) -> tuple[ValueChange, ...]:
    """What rejecting a remark says: the doubted values are right, and count again."""
    return tuple(
        ValueChange(variable=seen.variable, value=seen.value, year=_year(seen))
        for seen in questioned(remark, record)
        if seen.state is State.SUSPECT and seen.value is not None and seen.doubt == remark.rule
        if stands(seen, context)
    )


def proposals(
    remarks: Iterable[QualityRemark], context: Context, makers: Mapping[str, Propose]
) -> dict[str, Proposal]:
    """A proposal by key of remark, for those that have one."""
    records = {library_code(record): record for record in context.register.records}
    found: dict[str, Proposal] = {}
    for remark in remarks:
        make, record = makers.get(remark.rule), records.get(remark.place)
        proposal = make(remark, record, context) if make and record else None
        if proposal:
            found[remark.key] = proposal
    return found
