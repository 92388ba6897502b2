"""Remarks on zeros that may be silence, and every rule on values that observing doubted."""

from __future__ import annotations

from maillage.base.values.remarks import Severity
from maillage.territory.domain.quality.checking import Check, checked
from maillage.territory.domain.quality.doubting import simple
from maillage.territory.domain.quality.impossible import (
    HOURS_TOO_LONG,
    NEGATIVE_VALUE,
    SURFACE_IMPOSSIBLE,
    UNREADABLE_VALUE,
)
from maillage.territory.domain.quality.unlikely import (
    AUDIENCE_BELOW_ACTIONS,
    OPEN_WITHOUT_STAFF,
    SEATS_TOO_MANY,
    VISITS_TOO_MANY,
)
from maillage.territory.domain.quality.websites_said import WEBSITE_UNCLEAR, website_without_address

ALL_ZERO_ROW = checked(
    "all_zero_row",
    Severity.WARNING,
    "Zéro partout",
    "Tous les nombres de la ligne (trois au moins) sont à zéro : une non-réponse, pas une activité nulle.",
)(
    simple(
        "Tout est à zéro ({values}) : lu comme une non-réponse.",
        "Relancez la bibliothèque, ou saisissez les valeurs connues du service départemental.",
    )
)
AMBIGUOUS_ZERO = checked(
    "ambiguous_zero",
    Severity.ADVICE,
    "Zéro ambigu",
    "Surface ou horaires à 0, ou aucun salarié et aucun bénévole sans ouverture : rien ne distingue le zéro "
    "de l'absence de réponse.",
)(
    simple(
        "Zéro ambigu ({values}) : lu comme non renseigné.",
        "Demandez la valeur à la bibliothèque.",
    )
)
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
