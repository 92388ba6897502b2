"""The request of a funder as a document: the annex of the dossier, with a cover."""

from __future__ import annotations

from maillage import __version__
from maillage.base.plugs import Project
from maillage.base.values.french import plain_date
from maillage.base.values.tree import Part, note
from maillage.dossier.composition import fiction_notice
from maillage.dossier.domain.document import Cover, Document, numbered
from maillage.dossier.readings import dossier_of
from maillage.funding.asked import asked_of
from maillage.funding.domain import Funder
from maillage.funding.readings import funding_of, plan_of
from maillage.funding.tables import request_blocks, yearly_plan
from maillage.programme.readings import programme_of


class NothingAsked(LookupError):
    """The plan asks nothing of this `funder`; None: it has no such funder."""

    def __init__(self, code: str, funder: Funder | None) -> None:
        super().__init__(code)
        self.funder = funder


def funder_asked(project: Project, code: str) -> Funder:
    """The funder of this code. Raises NothingAsked."""
    funder = next((one for one in funding_of(project).funders if one.code == code), None)
    if funder is None or not asked_of(project, code):
        raise NothingAsked(code, funder)
    return funder


def request_document(project: Project, code: str) -> Document:
    """Raises NothingAsked."""
    funder = funder_asked(project, code)
    network, programme, dossier = project.network, programme_of(project), dossier_of(project)
    day = dossier.dated or project.today
    facts = (("Financeur", funder.name), ("Programme", programme.title), ("Date", plain_date(day)))
    cover = Cover(
        title=f"Demande d'aide : {funder.name}",
        subtitle=f"Bibliothèque numérique de référence, {programme.years[0]}–{programme.years[-1]}",
        owner=network.owner,
        facts=(*facts, ("Service porteur", network.service)),
        notice=fiction_notice(project),
    )
    chapters = (
        Part(title="La demande", blocks=tuple(request_blocks(project, funder, asked_of(project, code)))),
        Part(
            title="Le plan de financement du programme",
            blocks=(yearly_plan(plan_of(project)), note(f"Document composé avec Maillage {__version__}.")),
        ),
    )
    return numbered(Document(cover=cover, chapters=chapters, subject=programme.title, contents=False))
