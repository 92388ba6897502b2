"""Remarks on answers that cannot be true: hours beyond the week, surfaces of nothing, figures below zero."""

from __future__ import annotations

from maillage.base.values.remarks import Severity
from maillage.territory.domain.quality.checking import checked
from maillage.territory.domain.quality.doubting import simple

UNREADABLE_VALUE = checked(
    "unreadable_value",
    Severity.WARNING,
    "Valeur illisible",
    "La cellule n'est ni un nombre (ou oui/non), ni vide, ni « NC ».",
)(simple("Valeur illisible : {values}.", "Corrigez la cellule : un nombre, oui ou non, ou rien."))
NEGATIVE_VALUE = checked(
    "negative_value", Severity.BLOCKING, "Valeur négative", "Aucune de ces quantités ne peut être négative."
)(simple("Valeur négative : {values}.", "Corrigez le signe ou videz la cellule."))
HOURS_TOO_LONG = checked(
    "hours_too_long",
    Severity.BLOCKING,
    "Plus de 80 heures par semaine",
    "Une amplitude de plus de 80 heures par semaine n'est pas possible dans une bibliothèque publique.",
)(simple("Ouverture impossible : {values}.", "Vérifiez l'unité : heures par semaine, pas par mois."))
SURFACE_IMPOSSIBLE = checked(
    "surface_impossible",
    Severity.BLOCKING,
    "Surface de plus de 30 000 m²",
    "Aucune bibliothèque publique du pays n'a plus de 30 000 m² : une erreur de frappe ou d'unité.",
)(simple("Surface impossible : {values}.", "Demandez la surface à la bibliothèque, en mètres carrés."))
