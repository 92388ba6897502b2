"""Remarks on what a place is: how its codes are written, its kind, its namesakes, the vintages it is in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from maillage.base.values.french import count, folded, listed
from maillage.base.values.remarks import Severity
from maillage.territory.domain.corrections import library_code
from maillage.territory.domain.exports import SiteKind
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.quality.checking import Check, Context, checked, on_line, on_record
from maillage.territory.domain.quality_remark import QualityRemark
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
                remedy = "Corrigez-le dans la source si vous le pouvez."
                yield on_line(rule, record, seen, message, remedy, published=raw)


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
            message = f"Code postal {shown}."
            yield on_record(rule, record, message, "Indiquez le code postal.", published=record.postcode)


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
                kind = seen.row.raw["site_kind"]
                yield on_line(rule, record, seen, message, remedy, published=kind)


@checked(
    "homonyms",
    Severity.ADVICE,
    "Homonymes dans une commune",
    "Plusieurs lieux portent le même nom dans la même commune : on ne peut pas les distinguer.",
)
def homonyms(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for records in _namesakes(context):
        for record in records:
            others = listed([o.address or o.code or "adresse inconnue" for o in records if o is not record])
            message = f"« {record.name} » désigne aussi, dans la même commune : {others}."
            remedy = "Précisez leurs noms (quartier, village, équipement)."
            yield on_record(rule, record, message, remedy, published=record.name)


@checked(
    "duplicate_site",
    Severity.WARNING,
    "Lieu en double",
    "Deux lieux portent le même nom dans la même commune, à la même adresse ou au même point : le même, sans doute, "
    "compté deux fois. Le moins renseigné est signalé.",
)
def duplicate_site(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for records in _namesakes(context):
        fullest_first = sorted(records, key=lambda record: (-_answers(record), record.key))
        for rank, record in enumerate(fullest_first):
            twin = next((other for other in fullest_first[:rank] if _same_spot(record, other)), None)
            if twin is not None:
                message = f"« {record.name} » semble être le même lieu que {library_code(twin)}."
                remedy = "Retirez du registre celui des deux qui n'existe pas."
                said = f"{record.name} {record.address}"
                yield on_record(rule, record, message, remedy, published=said, other=library_code(twin))


def _namesakes(context: Context) -> list[list[Record]]:
    """Places of one name in one commune, when there are several."""
    named: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in context.register.records:
        named[(record.insee or folded(record.town), folded(record.name))].append(record)
    return [records for records in named.values() if len(records) > 1]


def _answers(record: Record) -> int:
    return sum(seen.value is not None for seen in record.observations)


def _same_spot(one: Record, other: Record) -> bool:
    if one.address and folded(one.address) == folded(other.address):
        return True
    point = (one.latitude, one.longitude)
    return None not in point and point == (other.latitude, other.longitude)


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
            remedy = "Vérifiez si le lieu a ouvert, fermé ou changé de code."
            yield on_record(rule, record, message, remedy, published=vintage)


IDENTITY_CHECKS: tuple[Check, ...] = (
    code_as_number,
    short_postcode,
    postcode_missing,
    site_kind_unknown,
    homonyms,
    duplicate_site,
    single_vintage,
)
