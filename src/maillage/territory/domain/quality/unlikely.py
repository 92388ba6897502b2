"""Remarks on answers that are possible but unlikely: the library alone can tell."""

from __future__ import annotations

from maillage.base.values.remarks import Severity
from maillage.territory.domain.quality.checking import checked
from maillage.territory.domain.quality.doubting import simple

_ASK = "Demandez la valeur à la bibliothèque avant de l'utiliser ; elle est écartée des chiffres clés."
OPEN_WITHOUT_STAFF = checked(
    "open_without_staff",
    Severity.WARNING,
    "Ouverte sans personne",
    "Des horaires ou des entrées, mais ni salarié ni bénévole : souvent une saisie au niveau du réseau.",
)(simple("Ouverte, mais sans salarié ni bénévole : {values}.", _ASK))
SEATS_TOO_MANY = checked(
    "seats_too_many",
    Severity.WARNING,
    "Places assises hors de proportion",
    "Plus de 500 places pour moins de 100 habitants par place.",
)(simple("Hors de proportion avec la commune : {values}.", _ASK))
VISITS_TOO_MANY = checked(
    "visits_too_many",
    Severity.WARNING,
    "Entrées hors de proportion",
    "Plus de 50 entrées par habitant et par an.",
)(simple("Plus de 50 entrées par habitant : {values}.", _ASK))
AUDIENCE_BELOW_ACTIONS = checked(
    "audience_below_actions",
    Severity.WARNING,
    "Moins de public que d'actions",
    "Le public est inférieur au nombre d'actions : colonnes inversées, ou « 1 » pour oui.",
)(simple("Moins de participants que d'actions : {values}.", _ASK))
