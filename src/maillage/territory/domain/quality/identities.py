"""Remarks on what a place is: how its codes are written, its kind, its namesakes, the vintages it is in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from maillage.base.values.french import count, folded, listed
from maillage.base.values.remarks import Severity
from maillage.territory.domain.exports import SiteKind
from maillage.territory.domain.findings import QualityRemark, Rule
from maillage.territory.domain.quality.checking import Check, Context, checked, on_record
from maillage.territory.domain.register import Appearance, Record


def _by_source(context: Context, wanted: Callable[[Appearance], bool]) -> dict[str, list[Appearance]]:
    found: dict[str, list[Appearance]] = defaultdict(list)
    for record in context.register.records:
        for seen in record.appearances:
            if wanted(seen):
                found[seen.source_name].append(seen)
    return found


@checked(
    "code_as_number",
    Severity.ADVICE,
    "Codes écrits en nombres décimaux",
    "Le fichier écrit les codes comme des nombres (« 672.0 ») ; ils sont relus sous leur forme LI672.",
)
def code_as_number(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    def decimal(seen: Appearance) -> bool:
        return "." in seen.row.raw["code"] or "," in seen.row.raw["code"]

    for source, lines in sorted(_by_source(context, decimal).items()):
        first = min(lines, key=lambda seen: seen.row.line).row
        message = (
            f"{count(len(lines), 'code écrit', 'codes écrits')} en nombre décimal "
            f"(« {first.raw['code']} » lu {first.code})."
        )
        remedy = "Aucune action : la conversion est faite à la lecture."
        yield rule.remark(message, remedy, line=first.line, source=source)


@checked(
    "short_postcode",
    Severity.ADVICE,
    "Code postal à quatre chiffres",
    "Le zéro de tête a disparu dans un tableur : il est rétabli.",
)
def short_postcode(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.records:
        for seen in record.appearances:
            raw = seen.row.raw["postcode"]
            if raw and len(raw.split(".")[0]) == 4:
                message = f"Code postal « {raw} » lu {seen.row.postcode}."
                yield on_record(rule, record, message, "Corrigez-le dans la source si vous le pouvez.")


@checked(
    "postcode_missing",
    Severity.ADVICE,
    "Code postal manquant ou mal formé",
    "Le code postal n'a pas cinq chiffres : il ne peut pas servir à retrouver la commune.",
)
def postcode_missing(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.records:
        if len(record.postcode) != 5 or not record.postcode.isdigit():
            shown = f"« {record.postcode} »" if record.postcode else "absent"
            yield on_record(rule, record, f"Code postal {shown}.", "Indiquez le code postal.")


@checked(
    "site_kind_unknown",
    Severity.WARNING,
    "Nature du lieu inconnue",
    "Le type d'adresse est « 0 », « Inconnue » ou vide : on ne sait pas si le lieu est ouvert au public.",
)
def site_kind_unknown(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.records:
        for seen in record.appearances:
            if seen.row.site_kind is SiteKind.UNKNOWN:
                message = f"Type d'adresse « {seen.row.raw['site_kind']} » ({seen.vintage})."
                remedy = (
                    "Dites si c'est un bâtiment ouvert, un lieu administratif, un bibliobus ou une réserve."
                )
                yield rule.remark(
                    message,
                    remedy,
                    code=record.code,
                    name=record.name,
                    town=record.town,
                    line=seen.row.line,
                    source=seen.source_name,
                )


@checked(
    "homonyms",
    Severity.ADVICE,
    "Homonymes dans une commune",
    "Plusieurs lieux portent le même nom dans la même commune : on ne peut pas les distinguer.",
)
def homonyms(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    named: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in context.register.records:
        named[(record.insee or folded(record.town), folded(record.name))].append(record)
    for records in named.values():
        for record in records if len(records) > 1 else ():
            others = listed([o.address or o.code or "adresse inconnue" for o in records if o is not record])
            message = f"« {record.name} » désigne aussi, dans la même commune : {others}."
            yield on_record(rule, record, message, "Précisez leurs noms (quartier, village, équipement).")


@checked(
    "single_vintage",
    Severity.ADVICE,
    "Présent dans un seul millésime",
    "Le lieu manque dans un des millésimes fournis : ouverture, fermeture, fusion ou oubli.",
)
def single_vintage(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for vintage in context.register.vintages:
        for record in context.register.only_in(vintage):
            message = f"Présent seulement dans le millésime {vintage}."
            yield on_record(rule, record, message, "Vérifiez si le lieu a ouvert, fermé ou changé de code.")


IDENTITY_CHECKS: tuple[Check, ...] = (
    code_as_number,
    short_postcode,
    postcode_missing,
    site_kind_unknown,
    homonyms,
    single_vintage,
)
