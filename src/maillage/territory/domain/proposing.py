"""Which correction each quality rule proposes."""

from __future__ import annotations

from collections.abc import Iterable

from maillage.territory.domain.corrections import library_code
from maillage.territory.domain.proposals import (
    Act,
    Proposal,
    Propose,
    Trust,
    ValueChange,
    as_unknown,
    ask,
    asked,
    questioned,
    stands,
)
from maillage.territory.domain.proposals import proposals as _proposals
from maillage.territory.domain.proposing_places import only_commune, only_postcode, other_kind
from maillage.territory.domain.proposing_points import commune_centre, turned_point
from maillage.territory.domain.quality.checking import Context
from maillage.territory.domain.quality.vintages import last_two
from maillage.territory.domain.quality_remark import QualityRemark
from maillage.territory.domain.register import Record
from maillage.territory.domain.units import with_unit
from maillage.territory.domain.vintages import data_year, vintage_label


def proposals_of(remarks: Iterable[QualityRemark], context: Context) -> dict[str, Proposal]:
    """The proposal of each remark that has one, by its key."""
    return _proposals(remarks, context, MAKERS)


def older_answer(remark: QualityRemark, record: Record, context: Context) -> Proposal | None:
    """The answer of the survey before, with its own year."""
    seen = questioned(remark, record)
    found = last_two(record, seen[0].variable) if seen and stands(seen[0], context) else None
    if found is None or found[1].number is None:
        return ask(remark)
    old = found[1]
    told, label = with_unit(old.variable, old.number), vintage_label(old.vintage)
    return Proposal(
        key=remark.key,
        act=Act.REUSE,
        says=f"sans réponse ({vintage_label(found[0].vintage)})",
        proposes=f"Reprendre {told} ({label})",
        why="Une réponse de moins de deux ans d'écart, montrée avec son année.",
        trust=Trust.LIKELY,
        values=(ValueChange(variable=old.variable, value=old.number, year=data_year(old.vintage)),),
    )


def twin(remark: QualityRemark, record: Record, context: Context) -> Proposal:
    name = next((r.name for r in context.register.records if library_code(r) == remark.other), remark.other)
    return Proposal(
        key=remark.key,
        act=Act.DUPLICATE,
        says=remark.published,
        proposes=f"Doublon de {name} ({remark.other}) : retirer {remark.place} du registre",
        why="Même nom, même commune, même adresse ou même point ; c'est le moins renseigné des deux.",
        trust=Trust.LIKELY,
    )


_IMPOSSIBLE = as_unknown("La valeur publiée est impossible : la bonne est à demander.", Trust.SURE)
_DOUBTFUL = as_unknown("La valeur publiée n'est guère possible ; elle est déjà écartée des chiffres.")
_CONTRADICTED = as_unknown("Les deux réponses se contredisent : l'une est fausse.", Trust.WEAK)
_CONFIRM = asked("La valeur peut être juste : seule la bibliothèque le sait.")
# Rules about a file, or that reading already puts right, have no proposal.
MAKERS: dict[str, Propose] = {
    "postcode_missing": only_postcode,
    "site_kind_unknown": other_kind,
    "homonyms": asked("Deux lieux peuvent porter le même nom : demandez comment les distinguer."),
    "duplicate_site": twin,
    "single_vintage": asked("Ouvert, fermé ou oublié : demandez-le."),
    "coordinates_missing": commune_centre,
    "coordinates_impossible": commune_centre,
    "coordinates_mirrored": turned_point,
    "coordinates_far": commune_centre,
    "coordinates_shared": asked("L'un des lieux est sans doute mal placé : demandez les adresses."),
    "insee_obsolete": only_commune,
    "commune_unattached": only_commune,
    "all_zero_row": asked("Déjà lu comme une absence de réponse ; les vraies valeurs sont à demander."),
    "unreadable_value": _IMPOSSIBLE,
    "negative_value": _IMPOSSIBLE,
    "hours_too_long": _IMPOSSIBLE,
    "surface_impossible": _IMPOSSIBLE,
    "hours_to_confirm": _CONFIRM,
    "moved_commune": asked("Le lieu a déménagé, ou l'une des deux enquêtes se trompe : demandez-le."),
    "ambiguous_zero": asked("Déjà lu comme non renseigné ; la vraie valeur est à demander."),
    "open_without_staff": as_unknown("Un lieu ouvert a quelqu'un : le zéro est une absence de réponse."),
    "seats_too_many": _DOUBTFUL,
    "visits_too_many": _DOUBTFUL,
    "audience_below_actions": _DOUBTFUL,
    "website_unclear": as_unknown("Ce n'est ni une adresse, ni oui, ni non."),
    "website_without_address": asked("L'adresse du site est à demander."),
    "surface_too_small": _CONFIRM,
    "surface_too_large": _CONFIRM,
    "network_figures": asked("Demandez à l'EPCI si la réponse vaut pour le lieu ou pour le réseau."),
    "town_network_figures": asked("Demandez si la réponse vaut pour le lieu ou pour la commune."),
    "repeated_figures": _CONTRADICTED,
    "site_is_total": as_unknown("Le total du réseau compterait deux fois les autres lieux.", Trust.LIKELY),
    "no_activity_data": asked("Aucune réponse : à appeler en premier."),
    "low_completion": asked("Peu de réponses : à appeler."),
    "outlier": _CONFIRM,
    "unit_slip": as_unknown("L'unité est sans doute fausse, et rien ne dit la bonne valeur."),
    "part_above_whole": _CONTRADICTED,
    "fte_above_people": _CONTRADICTED,
    "users_above_population": _CONTRADICTED,
    "loans_per_borrower": _CONFIRM,
    "surface_changed": _CONFIRM,
    "hours_doubled": _CONFIRM,
    "strong_change": _CONFIRM,
    "zero_after_value": as_unknown("Le zéro est peut-être une absence de réponse.", Trust.WEAK),
    "missing_after_value": older_answer,
    "same_as_before": _CONFIRM,
}
