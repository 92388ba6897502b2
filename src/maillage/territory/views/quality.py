"""The quality of the data: what each rule checks, and the libraries it doubts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse

from maillage.base.ui.components import Badge, Cell, Head, Link, Listing, Tile, Tone
from maillage.base.ui.pages import NetworkRequest, page, to
from maillage.base.ui.remarks import TONES
from maillage.base.values.french import UNKNOWN, count, number
from maillage.base.values.remarks import Severity
from maillage.territory.domain.corrections import library_code
from maillage.territory.domain.directory import owner_of
from maillage.territory.domain.findings import QualityRemark, Rule
from maillage.territory.domain.quality import RULES, QualityReport
from maillage.territory.readings import quality_of, register_of
from maillage.territory.steps import network_steps


@dataclass(frozen=True)
class Section:
    """A rule with what it found."""

    rule: Rule
    badge: Badge
    listing: Listing
    count: str


def quality(request: NetworkRequest) -> HttpResponse:
    report = quality_of(request.project)
    rules = {rule.id: rule for rule in RULES}
    address = _pages(request)
    sections = [_section(rules[rule], report.of(rule), address) for rule in report.by_rule()]
    sections.sort(key=lambda section: list(TONES).index(section.rule.severity))
    return page(
        request,
        "territory/quality.html",
        title="Qualité des données",
        lead=_lead(report),
        crumbs=[Link("Réseau", to(request, "territory:map"))],
        steps=network_steps(request, ("TER-01", "TER-03", "TER-05")),
        tiles=_tiles(report),
        sections=sections,
        not_run=report.not_run,
        read=bool(register_of(request.project).sources),
    )


def _lead(report: QualityReport) -> str:
    kinds = len(report.by_rule())
    if not report.remarks:
        return "Aucune remarque."
    return (
        f"{count(len(report.remarks), 'remarque')} de {count(kinds, 'sorte')}. Une valeur douteuse est signalée et "
        "laissée hors des calculs, jamais corrigée en silence."
    )


def _tiles(report: QualityReport) -> list[Tile]:
    counts = {s: sum(remark.severity is s for remark in report.remarks) for s in Severity}
    labels = {
        Severity.BLOCKING: ("Impossibles", "à corriger à la source"),
        Severity.WARNING: ("Douteuses", "écartées des chiffres"),
        Severity.ADVICE: ("Conseils", "sans effet sur les chiffres"),
    }
    return [
        Tile(
            label,
            number(counts[s]),
            note,
            tone=TONES[s] if counts[s] and s is not Severity.ADVICE else Tone.NEUTRAL,
        )
        for s, (label, note) in labels.items()
    ]


def _pages(request: NetworkRequest) -> Callable[[QualityRemark], str]:
    """The page of the library that a remark is about, or ""."""
    register = register_of(request.project)
    codes = {record.key: library_code(record) for record in register.records}
    owner = owner_of(register)

    def address(remark: QualityRemark) -> str:
        key = owner(remark)
        return to(request, "territory:library", codes[key]) if key else ""

    return address


def _section(
    rule: Rule, remarks: tuple[QualityRemark, ...], address: Callable[[QualityRemark], str]
) -> Section:
    listing = Listing(
        caption=rule.label,
        anchor=f"regle-{rule.id}",
        heads=(Head("Bibliothèque"), Head("Commune"), Head("Remarque"), Head("Que faire"), Head("Source")),
        rows=[_case(remark, address(remark)) for remark in remarks],
    )
    return Section(rule, Badge(rule.severity.label, TONES[rule.severity]), listing, number(len(remarks)))


def _case(remark: QualityRemark, url: str) -> tuple[Cell, ...]:
    return (
        Cell(remark.library_name or remark.library_code or "Fichier entier", url=url),
        Cell(remark.town or (UNKNOWN if remark.library_name else "")),
        Cell(remark.message),
        Cell(remark.remedy),
        Cell(remark.source, note=f"ligne {number(remark.line)}" if remark.line else ""),
    )
