"""What the linter says of the register."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import count, listed, percent
from maillage.base.values.remarks import Remark, Severity
from maillage.territory.inventory_checks import inventory_checks
from maillage.territory.readings import (
    cases_of,
    declared_of,
    key_figures_of,
    network_places,
    open_libraries,
    register_of,
)


def checks(project: Project) -> Iterator[Remark]:
    yield from inventory_checks(project)
    if open_libraries(project).count is None:
        yield Remark(
            code="TER-01",
            severity=Severity.WARNING,
            where="Réseau",
            message="Aucune bibliothèque n'est connue.",
            remedy="Importez les exports du ministère (maillage libraries import), ou décrivez-les dans le fichier.",
        )
        return
    declared = declared_of(project)
    if declared and declared.difference and register_of(project).sources:
        yield Remark(
            code="TER-02",
            severity=Severity.ADVICE,
            where="Réseau",
            message=f"Le réseau déclare {declared.declared} bibliothèques, le registre en compte "
            f"{declared.counted} ouvertes.",
            remedy="Vérifiez les hypothèses listées au diagnostic, puis gardez les deux nombres côte à côte.",
        )
    if network_places(project) is None:
        yield Remark(
            code="TER-03",
            severity=Severity.WARNING,
            where="Territoire",
            message="Les communes ne sont pas connues : les chiffres par EPCI et par habitant sont inconnus.",
            remedy="Importez le fichier des communes (maillage territory import).",
        )
    yield from _answers(project)
    yield from _quality(project)


def _answers(project: Project) -> Iterator[Remark]:
    """Below two answers out of three, a median may tell more of who answers than of the network."""
    for name in ("surface_m2.median", "weekly_hours.median", "wifi.yes"):
        figure = key_figures_of(project).get(name)
        if figure and figure.n_total and figure.n_known / figure.n_total < 2 / 3:
            yield Remark(
                code="TER-04",
                severity=Severity.ADVICE,
                where=f"Diagnostic, {figure.label.lower()}",
                message=f"{figure.n_known} réponses sur {figure.n_total} ({percent(figure.n_known / figure.n_total)}).",
                remedy="Complétez la collecte, ou dites dans le texte ce que l'on ignore.",
            )


def _quality(project: Project) -> Iterator[Remark]:
    blocking = [case for case in cases_of(project) if case.severity is Severity.BLOCKING and case.is_to_do]
    if blocking:
        places = listed(list(dict.fromkeys(case.town for case in blocking))[:4])
        yield Remark(
            code="TER-05",
            severity=Severity.WARNING,
            where="Réseau",
            message=f"{count(len(blocking), 'donnée impossible', 'données impossibles')} dans l'enquête ({places}).",
            remedy="Décidez-en sur la page sur la qualité des données : chacune a une correction proposée.",
        )
