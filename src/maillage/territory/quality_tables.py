"""What was found on the data, by rule, and the whole work list for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from maillage.base.ui.components import Badge, Cell, Head, Listing
from maillage.base.ui.pages import to
from maillage.base.ui.remarks import TONES
from maillage.base.values.french import number
from maillage.territory.domain.case_search import epci_of
from maillage.territory.domain.rule_counts import RuleCount
from maillage.territory.domain.worklist import Case, CaseState
from maillage.territory.work_rows import decided


def rules_listing(request: Any, rows: Sequence[RuleCount]) -> Listing:
    def cell(n: int, rule: str, state: str) -> Cell:
        query = urlencode({"regle": rule, **({"etat": state} if state else {})})
        url = f"{to(request, 'territory:quality')}?{query}" if n else ""
        return Cell(number(n), url=url, sort=n)

    return Listing(
        caption="Remarques par règle",
        anchor="regles",
        sort_param="tri_regles",
        heads=(
            Head("Règle"),
            Head("À traiter", "right"),
            Head("Reportées", "right"),
            Head("Acceptées", "right"),
            Head("Écartées", "right"),
            Head("Gravité"),
        ),
        rows=[
            (
                Cell(
                    row.rule.label,
                    url=f"{to(request, 'territory:quality')}?{urlencode({'regle': row.rule.id, 'etat': 'all'})}",
                    note=row.rule.explanation,
                ),
                cell(row.to_do, row.rule.id, ""),
                cell(row.postponed, row.rule.id, CaseState.POSTPONED.value),
                cell(row.accepted, row.rule.id, CaseState.ACCEPTED.value),
                cell(row.rejected, row.rule.id, CaseState.REJECTED.value),
                Cell("", badge=Badge(row.rule.severity.label, TONES[row.rule.severity])),
            )
            for row in rows
        ],
    )


def work_csv(found: Iterable[Case]) -> Iterator[list[str]]:
    """Every remark with its proposal and decision, for a spreadsheet."""
    yield [
        "Règle", "Gravité", "Code", "Bibliothèque", "Commune", "EPCI", "Remarque", "Ce qui est publié", "Source",
        "Ligne", "Proposition", "Pourquoi", "Confiance", "État", "Décision", "Note", "Identifiant",
    ]  # fmt: skip
    for case in found:
        remark, proposal, settled = case.remark, case.proposal, case.settlement
        epci = case.commune.epci_name if case.commune else ""
        yield [
            case.rule.label,
            case.severity.label,
            case.place,
            case.name,
            case.town,
            epci,
            case.message,
            case.published,
            remark.source if remark else "",
            str(remark.line) if remark and remark.line else "",
            proposal.proposes if proposal else (settled.proposes if settled else ""),
            proposal.why if proposal else "",
            proposal.trust.label if proposal else "",
            case.state.label,
            decided(case),
            settled.note if settled else "",
            case.key,
        ]


def epcis(found: Iterable[Case]) -> dict[str, str]:
    """Name of each EPCI that a remark is in, by its code."""
    return {
        epci_of(case): case.commune.epci_name for case in found if case.commune and case.commune.epci_code
    }
