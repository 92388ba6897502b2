"""What the linter says of the register."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import count, listed, percent
from maillage.base.values.remarks import Remark, Severity
from maillage.territory.readings import (
    declared_of,
    key_figures_of,
    network_places,
    open_libraries,
    quality_of,
    register_of,
)


def checks(project: Project) -> Iterator[Remark]:
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
            message=f"Le réseau déclare {declared.declared} bibliothèques, l'enquête nationale en compte "
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
    blocking = [r for r in quality_of(project).remarks if r.severity is Severity.BLOCKING]
    if blocking:
        places = listed(list(dict.fromkeys(remark.town for remark in blocking))[:4])
        yield Remark(
            code="TER-05",
            severity=Severity.WARNING,
            where="Réseau",
            message=f"{count(len(blocking), 'donnée impossible', 'données impossibles')} dans l'enquête ({places}).",
            remedy="Voyez la page sur la qualité des données, et corrigez à la source.",
        )
