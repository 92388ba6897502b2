"""The size that a network declares, beside what the register counts: facts, and hypotheses to check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from maillage.base.values.french import count, plain_date
from maillage.territory.domain.exports import SiteKind
from maillage.territory.domain.profile.size_hypotheses import hypotheses, named
from maillage.territory.domain.register import Register
from maillage.territory.domain.vintages import vintage_label


@dataclass(frozen=True, kw_only=True)
class SizeComparison:
    """`difference` is counted minus declared. `facts` come from the files, `hypotheses` are to be checked."""

    declared: int
    declared_on: date
    counted: int
    difference: int
    facts: tuple[str, ...]
    hypotheses: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything, in the order of reading."""
        return self.facts + tuple(f"Hypothèse à vérifier : {text}" for text in self.hypotheses)


def declared_size(declared: int, declared_on: date, register: Register) -> SizeComparison:
    """Compare a declared number of libraries with the open buildings of the newest vintage."""
    counted = len(register.open_records())
    return SizeComparison(
        declared=declared,
        declared_on=declared_on,
        counted=counted,
        difference=counted - declared,
        facts=tuple(_facts(declared, declared_on, register)),
        hypotheses=tuple(hypotheses(counted - declared, register)),
    )


def _facts(declared: int, declared_on: date, register: Register) -> Iterator[str]:
    yield f"Taille déclarée du réseau au {plain_date(declared_on)} : {count(declared, 'bibliothèque')}."
    for vintage in register.vintages:
        n = len(register.open_records(vintage))
        yield f"Bâtiments ouverts au public dans l'{vintage_label(vintage)} : {count(n, 'lieu', 'lieux')}."
    added = sum(record.is_typed for record in register.open_records())
    if added:
        yield f"Lieux ouverts ajoutés dans Maillage, qu'aucun export ne cite : {count(added, 'lieu', 'lieux')}."
    kinds = Counter(record.site_kind for record in register.records)
    for kind in SiteKind:
        if kind is not SiteKind.OPEN and kinds[kind]:
            written = count(kinds[kind], "enregistrement", "enregistrements")
            yield f"{written} d'une autre nature ({kind.label}), non compris dans ce nombre."
    for vintage in register.vintages:
        alone = register.only_in(vintage)
        if alone:
            yield f"Présent seulement dans l'{vintage_label(vintage)} : {named(alone)}."
