"""Why a network may declare another size than the register counts: hypotheses to check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from maillage.base.values.french import listed
from maillage.territory.domain.exports import SiteKind
from maillage.territory.domain.register import Record, Register


def named(records: tuple[Record, ...] | list[Record]) -> str:
    return listed([f"{record.town} ({record.code or 'sans code'})" for record in records])


def hypotheses(difference: int, register: Register) -> Iterator[str]:
    """Sentences without capital; `difference`: counted minus declared."""
    if not difference:
        return
    yield ("le périmètre déclaré n'est pas celui de l'enquête nationale (lieux conventionnés, par exemple).")
    yield "des ouvertures ou des fermetures ont eu lieu entre les données et la date de la déclaration."
    opened = [record for record in register.only_in(register.latest) if record.site_kind is SiteKind.OPEN]
    if difference > 0 and opened:
        yield f"le réseau ne compte pas les lieux apparus dans le dernier millésime : {named(opened)}."
    changed = [record for record in register.open_records() if _was_something_else(record)]
    if changed:
        yield f"la nature de lieux a changé d'un millésime à l'autre : {named(changed)}."
    several = _several_sites(register)
    if difference > 0 and several:
        yield f"plusieurs lieux d'une commune sont déclarés comme une seule bibliothèque : {listed(several)}."
    if difference < 0:
        yield "la déclaration compte aussi d'autres lieux que les bâtiments ouverts (bibliobus, siège)."


def _was_something_else(record: Record) -> bool:
    return any(seen.row.site_kind is not SiteKind.OPEN for seen in record.appearances)


def _several_sites(register: Register) -> list[str]:
    towns = Counter(record.town for record in register.open_records())
    return [f"{town} ({n} lieux)" for town, n in sorted(towns.items()) if n > 1]
