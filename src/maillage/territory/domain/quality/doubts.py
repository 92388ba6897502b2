"""Remarks on the values that observing doubted: one rule for each doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from maillage.base.values.french import listed
from maillage.base.values.remarks import Severity
from maillage.territory.domain.findings import QualityRemark, Rule
from maillage.territory.domain.quality.checking import Check, Context, checked, on_value
from maillage.territory.domain.register import Observation, Record
from maillage.territory.domain.variables import BY_CODE

_ASK = "Demandez la valeur à la bibliothèque avant de l'utiliser ; elle est écartée des chiffres clés."


def _doubted(rule: Rule, context: Context) -> Iterator[tuple[Record, list[Observation]]]:
    """Records with the observations of one line that a rule doubts."""
    for record in context.register.records:
        doubted = (seen for seen in record.observations if seen.doubt == rule.id)
        for _, group in groupby(doubted, key=lambda seen: seen.vintage):
            yield record, list(group)


def _shown(observations: list[Observation]) -> str:
    return listed([f"{BY_CODE[o.variable].label.lower()} « {o.raw} »" for o in observations])


def _simple(message: str, remedy: str) -> Callable[[Rule, Context], Iterator[QualityRemark]]:
    """A finder whose message shows the doubted cells of the line at `{values}`."""

    def find(rule: Rule, context: Context) -> Iterator[QualityRemark]:
        for record, seen in _doubted(rule, context):
            yield on_value(rule, record, seen[0], message.format(values=_shown(seen)), remedy, among=seen)

    return find


ALL_ZERO_ROW = checked(
    "all_zero_row",
    Severity.WARNING,
    "Zéro partout",
    "Tous les nombres de la ligne (trois au moins) sont à zéro : une non-réponse, pas une activité nulle.",
)(
    _simple(
        "Tout est à zéro ({values}) : lu comme une non-réponse.",
        "Relancez la bibliothèque, ou saisissez les valeurs connues du service départemental.",
    )
)
UNREADABLE_VALUE = checked(
    "unreadable_value",
    Severity.WARNING,
    "Valeur illisible",
    "La cellule n'est ni un nombre (ou oui/non), ni vide, ni « NC ».",
)(_simple("Valeur illisible : {values}.", "Corrigez la cellule : un nombre, oui ou non, ou rien."))
NEGATIVE_VALUE = checked(
    "negative_value", Severity.BLOCKING, "Valeur négative", "Aucune de ces quantités ne peut être négative."
)(_simple("Valeur négative : {values}.", "Corrigez le signe ou videz la cellule."))
AMBIGUOUS_ZERO = checked(
    "ambiguous_zero",
    Severity.ADVICE,
    "Zéro ambigu",
    "Surface ou horaires à 0, ou aucun salarié et aucun bénévole sans ouverture : rien ne distingue le zéro "
    "de l'absence de réponse.",
)(
    _simple(
        "Zéro ambigu ({values}) : lu comme non renseigné.",
        "Demandez la valeur à la bibliothèque.",
    )
)
HOURS_TOO_LONG = checked(
    "hours_too_long",
    Severity.BLOCKING,
    "Plus de 80 heures par semaine",
    "Une amplitude de plus de 80 heures par semaine n'est pas possible dans une bibliothèque publique.",
)(_simple("Ouverture impossible : {values}.", "Vérifiez l'unité : heures par semaine, pas par mois."))
SURFACE_IMPOSSIBLE = checked(
    "surface_impossible",
    Severity.BLOCKING,
    "Surface de plus de 30 000 m²",
    "Aucune bibliothèque publique du pays n'a plus de 30 000 m² : une erreur de frappe ou d'unité.",
)(_simple("Surface impossible : {values}.", "Demandez la surface à la bibliothèque, en mètres carrés."))
OPEN_WITHOUT_STAFF = checked(
    "open_without_staff",
    Severity.WARNING,
    "Ouverte sans personne",
    "Des horaires ou des entrées, mais ni salarié ni bénévole : souvent une saisie au niveau du réseau.",
)(_simple("Ouverte, mais sans salarié ni bénévole : {values}.", _ASK))
SEATS_TOO_MANY = checked(
    "seats_too_many",
    Severity.WARNING,
    "Places assises hors de proportion",
    "Plus de 500 places pour moins de 100 habitants par place.",
)(_simple("Hors de proportion avec la commune : {values}.", _ASK))
VISITS_TOO_MANY = checked(
    "visits_too_many",
    Severity.WARNING,
    "Entrées hors de proportion",
    "Plus de 50 entrées par habitant et par an.",
)(_simple("Plus de 50 entrées par habitant : {values}.", _ASK))
AUDIENCE_BELOW_ACTIONS = checked(
    "audience_below_actions",
    Severity.WARNING,
    "Moins de public que d'actions",
    "Le public est inférieur au nombre d'actions : colonnes inversées, ou « 1 » pour oui.",
)(_simple("Moins de participants que d'actions : {values}.", _ASK))
WEBSITE_UNCLEAR = checked(
    "website_unclear",
    Severity.ADVICE,
    "Site internet mal renseigné",
    "La colonne mêle adresses, « oui », « non », « 0 » et noms : seule une adresse peut être vérifiée.",
)(
    _simple(
        "Ni adresse, ni oui, ni non : {values}.",
        "Saisissez l'adresse complète du site, ou « non ».",
    )
)


@checked(
    "website_without_address",
    Severity.ADVICE,
    "Site internet sans adresse",
    "Un site est déclaré sans son adresse : personne ne peut le vérifier.",
)
def website_without_address(rule: Rule, context: Context) -> Iterator[QualityRemark]:
    for record in context.register.records:
        for seen in record.observations:
            if seen.variable == "website" and seen.value is True:
                message = f"Un site est déclaré sans son adresse : « {seen.raw} »."
                yield on_value(rule, record, seen, message, "Saisissez l'adresse complète du site.")


DOUBT_CHECKS: tuple[Check, ...] = (
    ALL_ZERO_ROW,
    UNREADABLE_VALUE,
    NEGATIVE_VALUE,
    AMBIGUOUS_ZERO,
    HOURS_TOO_LONG,
    SURFACE_IMPOSSIBLE,
    OPEN_WITHOUT_STAFF,
    SEATS_TOO_MANY,
    VISITS_TOO_MANY,
    AUDIENCE_BELOW_ACTIONS,
    WEBSITE_UNCLEAR,
    website_without_address,
)
