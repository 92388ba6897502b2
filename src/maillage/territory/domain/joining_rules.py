"""The quality rules that joining applies: files given twice, codes, départements."""

from __future__ import annotations

from maillage.base.values.remarks import Severity
from maillage.territory.domain.findings import Rule

SAME_FILE_TWICE = Rule(
    id="same_file_twice",
    severity=Severity.ADVICE,
    label="Fichier fourni deux fois",
    explanation="Deux fichiers de même millésime ont le même contenu : un seul est lu.",
)
LINE_PROBLEM = Rule(
    id="malformed_line",
    severity=Severity.WARNING,
    label="Ligne mal formée",
    explanation="La ligne n'a pas le nombre de cellules de l'en-tête, ou ne désigne aucun lieu.",
)
DUPLICATE_CODE = Rule(
    id="duplicate_code",
    severity=Severity.WARNING,
    label="Code en double",
    explanation="Un même code figure plusieurs fois dans un millésime : la ligne la plus remplie est gardée.",
)
MISSING_CODE = Rule(
    id="missing_code",
    severity=Severity.WARNING,
    label="Code manquant",
    explanation="Le lieu n'a pas de code national : il ne peut pas être suivi d'un millésime à l'autre.",
)
UNREADABLE_CODE = Rule(
    id="unreadable_code",
    severity=Severity.WARNING,
    label="Code illisible",
    explanation="Le code n'est ni un nombre, ni LI ou BD suivi d'un nombre.",
)
WRONG_DEPARTMENT = Rule(
    id="wrong_department",
    severity=Severity.WARNING,
    label="Département contradictoire",
    explanation="Le département déclaré contredit le code INSEE ou le code postal ; ceux-ci l'emportent.",
)
UNKNOWN_DEPARTMENT = Rule(
    id="unknown_department",
    severity=Severity.WARNING,
    label="Département inconnu",
    explanation="Ni le département, ni le code INSEE, ni le code postal ne disent où est le lieu.",
)
CODE_ELSEWHERE = Rule(
    id="code_in_other_department",
    severity=Severity.WARNING,
    label="Code présent dans un autre département",
    explanation="Le même code désigne, dans un autre export, un lieu d'un autre département.",
)
NO_LINE_KEPT = Rule(
    id="no_line_kept",
    severity=Severity.BLOCKING,
    label="Aucune ligne pour ce département",
    explanation="Le fichier ne contient aucun lieu du département demandé.",
)
UNJOINED_DEPARTMENTAL = Rule(
    id="departmental_not_joined",
    severity=Severity.WARNING,
    label="Bibliothèque départementale non rapprochée",
    explanation="Plusieurs bibliothèques départementales : celle qui n'a pas de code n'est pas devinée.",
)
JOIN_RULES = (
    SAME_FILE_TWICE,
    LINE_PROBLEM,
    DUPLICATE_CODE,
    MISSING_CODE,
    UNREADABLE_CODE,
    WRONG_DEPARTMENT,
    UNKNOWN_DEPARTMENT,
    CODE_ELSEWHERE,
    NO_LINE_KEPT,
    UNJOINED_DEPARTMENTAL,
)
