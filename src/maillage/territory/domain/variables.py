"""The variables of the national exports: code, label, unit, columns, and how a zero or a sum is read."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.base.values.fields import Choice


class ValueKind(Choice):
    NUMBER = "number", "nombre"
    FLAG = "flag", "oui ou non"
    WEBSITE = "website", "site internet"
    GRADE = "grade", "classe de A à E"


@dataclass(frozen=True, kw_only=True)
class Variable:
    """One thing that the national survey publishes for a library.

    `columns` gives the header under which each vintage publishes it; a later export that carries several
    vintages' columns is read all the same. `zero_plausible=False`: a zero means "not answered" (§2.4 of the
    evaluation methods). `summable`: a total over the network makes sense, network-level entries apart.
    """

    code: str
    label: str
    unit: str
    kind: ValueKind
    columns: tuple[tuple[str, str], ...]
    zero_plausible: bool = True
    summable: bool = False


def _number(
    code: str, label: str, unit: str, *columns: tuple[str, str], zero: bool = True, sums: bool = True
) -> Variable:
    return Variable(
        code=code,
        label=label,
        unit=unit,
        kind=ValueKind.NUMBER,
        columns=columns,
        zero_plausible=zero,
        summable=sums,
    )


def _flag(code: str, label: str, column: str) -> Variable:
    return Variable(
        code=code, label=label, unit="", kind=ValueKind.FLAG, columns=(("2025-activite", column),)
    )


def _in_2024(column: str) -> tuple[str, str]:
    return "2024", column


def _in_2025(column: str) -> tuple[str, str]:
    return "2025-activite", column


VARIABLES: tuple[Variable, ...] = (
    _number("surface_m2", "Surface", "m²", _in_2024("surface"), zero=False),
    _number(
        "weekly_hours",
        "Amplitude d'ouverture hebdomadaire",
        "h",
        _in_2024("amplitude_horaire"),
        zero=False,
    ),
    _number("seats", "Places assises", "places", _in_2025("nombre_de_places")),
    _flag("sunday_opening", "Ouverture le dimanche", "ouverture_le_dimanche"),
    _flag("wifi", "Connexion Wi-Fi", "connexion_wi_fi"),
    _number("books", "Livres", "documents", _in_2025("nombre_de_livres")),
    _number("visits", "Entrées", "entrées", _in_2025("nombre_d_entrees")),
    _number(
        "cultural_spend_eur", "Dépenses d'action culturelle", "€", _in_2025("depenses_action_culturelle")
    ),
    _number("document_spend_eur", "Dépenses documentaires", "€", _in_2025("depenses_documentaires")),
    _number("staff_fte", "Temps de travail des salariés", "ETP", _in_2025("etp_salaries")),
    _number(
        "staff_fte_contract",
        "Temps de travail des salariés non titulaires",
        "ETP",
        _in_2025("etp_salaries_non_titulaires"),
    ),
    _number(
        "volunteers",
        "Bénévoles",
        "personnes",
        _in_2024("nombre_de_benevoles"),
        _in_2025("Nombre de bénévoles"),
    ),
    _number(
        "volunteer_fte", "Temps de travail des bénévoles", "ETP", _in_2025("temps_de_travail_des_benevoles")
    ),
    _number(
        "employees",
        "Salariés",
        "personnes",
        _in_2024("nombre_de_salaries"),
        _in_2025("Nombre de salariés"),
    ),
    _flag("free_services", "Gratuité des services", "gratuite_des_services"),
    _number("cultural_actions", "Actions culturelles", "actions", _in_2025("nombre_actions_culturelles")),
    _number(
        "cultural_audience",
        "Public des actions culturelles",
        "personnes",
        _in_2025("pop_touchee_actions_culturelles"),
    ),
    Variable(
        code="website",
        label="Site internet",
        unit="",
        kind=ValueKind.WEBSITE,
        columns=(_in_2025("site_internet"),),
    ),
    _flag("website_accessible", "Site internet accessible", "site_internet_accessible"),
    _number(
        "public_computers",
        "Postes informatiques publics",
        "postes",
        _in_2025("nb_postes_informatiques_publics"),
    ),
    # Below: what the survey asks and open data do not publish; the service gives them from its own files.
    _number("active_borrowers", "Emprunteurs actifs", "personnes"),
    _number("loans", "Prêts", "prêts"),
    _number("digital_users", "Usagers numériques actifs", "personnes"),
    _number("connection_mbps", "Débit de la connexion", "Mb/s", sums=False),
    _number("qualified_employees", "Salariés qualifiés", "personnes"),
    _number("category_b_employees", "Agents de catégorie B, filière culturelle", "personnes"),
    _number("trained_volunteers", "Bénévoles formés", "personnes"),
    Variable(code="grade", label="Classe officielle (A à E)", unit="", kind=ValueKind.GRADE, columns=()),
)
BY_CODE: dict[str, Variable] = {variable.code: variable for variable in VARIABLES}
