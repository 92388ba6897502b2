"""Remarks on where a place is: coordinates and commune."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from maillage.base.values.french import NBSP, folded, listed, number
from maillage.base.values.remarks import Severity
from maillage.territory.domain.findings import Rule
from maillage.territory.domain.geography import box_of, distance_km
from maillage.territory.domain.quality.checking import Check, Context, checked, on_record
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Record

_FIX_POINT = "Replacez le lieu sur la carte : la recherche d'adresse de l'État donne ses coordonnées."


def _point(record: Record) -> tuple[float, float] | None:
    if record.latitude is None or record.longitude is None:
        return None
    return record.latitude, record.longitude


def _shown(point: tuple[float, float]) -> str:
    return f"{number(point[0], 4)} ; {number(point[1], 4)}"


@checked(
    "coordinates_missing",
    Severity.ADVICE,
    "Coordonnées manquantes",
    "Un lieu ouvert sans latitude ni longitude ne peut pas figurer sur la carte.",
)
def coordinates_missing(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.open_records():
        if _point(record) is None:
            yield on_record(rule, record, "Le lieu n'a pas de coordonnées.", _FIX_POINT)


@checked(
    "coordinates_impossible",
    Severity.WARNING,
    "Coordonnées impossibles",
    "Le point est 0 ; 0, ou hors de l'étendue de la métropole ou du département d'outre-mer.",
)
def coordinates_impossible(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.records:
        point = _point(record)
        if point is not None and not box_of(record.department).holds(*point) and not _mirror(record):
            message = f"Coordonnées impossibles pour le département {record.department} : {_shown(point)}."
            yield on_record(rule, record, message, _FIX_POINT, published=_shown(point))


def _mirror(record: Record) -> str:
    """What was probably done to the coordinates, or "": only a point out of its box is questioned."""
    point = _point(record)
    if point is None or 0 in point or box_of(record.department).holds(*point):
        return ""
    latitude, longitude = point
    candidates = (
        (latitude, -longitude, "le signe de la longitude est inversé"),
        (-latitude, longitude, "le signe de la latitude est inversé"),
        (longitude, latitude, "latitude et longitude sont échangées"),
    )
    box = box_of(record.department)
    return next((what for a, b, what in candidates if box.holds(a, b)), "")


@checked(
    "coordinates_mirrored",
    Severity.WARNING,
    "Coordonnées au signe inversé ou échangées",
    "Le point est hors de l'étendue attendue, mais y revient si l'on change un signe ou échange les deux.",
)
def coordinates_mirrored(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.records:
        point, what = _point(record), _mirror(record)
        if point is not None and what:
            message = f"Coordonnées {_shown(point)} : {what}, semble-t-il."
            yield on_record(rule, record, message, _FIX_POINT, published=_shown(point))


@checked(
    "coordinates_far",
    Severity.WARNING,
    "Coordonnées loin de la commune",
    "Le point est à plus de 15 km du centre de la commune.",
    needs_places=True,
)
def coordinates_far(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.records:
        commune, point = context.commune(record), _point(record)
        if point is None or commune is None or commune.latitude is None or commune.longitude is None:
            continue
        distance = distance_km(point, (commune.latitude, commune.longitude))
        if distance > context.limits.distance_km:
            message = f"Le point est à {number(distance)}{NBSP}km du centre de {commune.name}."
            yield on_record(rule, record, message, _FIX_POINT, published=_shown(point))


@checked(
    "coordinates_shared",
    Severity.ADVICE,
    "Coordonnées partagées",
    "Plusieurs lieux ont exactement les mêmes coordonnées : l'un d'eux est sans doute mal placé.",
)
def coordinates_shared(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    at: dict[tuple[float, float], list[Record]] = defaultdict(list)
    for record in context.register.records:
        point = _point(record)
        if point is not None:
            at[point].append(record)
    for point, records in at.items():
        for record in records if len(records) > 1 else ():
            others = listed([f"{o.name} ({o.town})" for o in records if o is not record])
            message = f"Mêmes coordonnées que : {others}."
            yield on_record(rule, record, message, _FIX_POINT, published=_shown(point))


def _is_obsolete(record: Record, context: Context) -> bool:
    return bool(record.insee and context.places and not context.places.has_current(record.insee))


@checked(
    "insee_obsolete",
    Severity.WARNING,
    "Code INSEE disparu",
    "Le code INSEE n'est pas dans le fichier des communes : commune fusionnée, ou code erroné.",
    needs_places=True,
)
def insee_obsolete(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.records:
        if _is_obsolete(record, context):
            found = context.attachments[record.key]
            proposed = [f"{c.name} ({c.code})" for c in found.candidates]
            hint = f" ; peut-être {listed(proposed)}" if proposed else ""
            remedy = f"Indiquez la commune actuelle{hint}."
            message = f"Le code INSEE {record.insee} n'existe plus."
            if found.commune:
                message += f" Rattachée à {found.commune.name} ({found.commune.code}) par {found.by.label}."
                remedy = f"Vérifiez, puis indiquez le code INSEE {found.commune.code}."
            yield on_record(rule, record, message, remedy, published=record.insee)


@checked(
    "commune_unattached",
    Severity.WARNING,
    "Commune introuvable",
    "La commune n'a pas été retrouvée par son nom et son code postal, ou son code INSEE est d'ailleurs.",
    needs_places=True,
)
def commune_unattached(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.records:
        found = context.attachments[record.key]
        if found.commune is None and not _is_obsolete(record, context):
            message = f"Lieu non rattaché à une commune : {found.reason}."
            said = f"{record.insee} {record.postcode} {record.town}"
            yield on_record(rule, record, message, "Indiquez le code INSEE de la commune.", published=said)


@checked(
    "town_differs",
    Severity.ADVICE,
    "Nom de commune différent",
    "Le nom de la commune du fichier n'est pas celui que donne le code INSEE (commune déléguée, souvent).",
    needs_places=True,
)
def town_differs(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.records:
        commune = context.commune(record)
        if _is_obsolete(record, context):
            continue  # said already, with the commune that it is now
        if commune and record.insee and record.town and folded(record.town) != folded(commune.name):
            message = f"La ville est « {record.town} », le code INSEE {record.insee} est {commune.name}."
            remedy = "Vérifiez la commune : le code INSEE est suivi."
            yield on_record(rule, record, message, remedy, published=f"{record.insee} {record.town}")


@checked(
    "population_mismatch",
    Severity.ADVICE,
    "Population très différente",
    "La population de l'export et celle de la commune diffèrent de plus de 100 habitants et d'un quart.",
    needs_places=True,
)
def population_mismatch(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.records:
        commune = context.commune(record)
        if commune is None or not commune.population or not record.population:
            continue
        low, high = sorted((commune.population, record.population))
        if high - low > context.limits.population_gap and high > low * context.limits.population_ratio:
            message = (
                f"L'export compte {number(record.population)} habitants, "
                f"{commune.name} en a {number(commune.population)}."
            )
            remedy = (
                "Vérifiez la commune de rattachement (fusion, homonyme) ; la population légale est suivie."
            )
            yield on_record(rule, record, message, remedy, published=str(record.population))


LOCATION_CHECKS: tuple[Check, ...] = (
    coordinates_missing,
    coordinates_impossible,
    coordinates_mirrored,
    coordinates_far,
    coordinates_shared,
    insee_obsolete,
    commune_unattached,
    town_differs,
    population_mismatch,
)
