"""What the pages of frameworks share: the version asked for, the way to it, its tools."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404

from maillage.base.ui.components import Badge, Link, Tone
from maillage.base.ui.pages import NetworkRequest, to
from maillage.campaigns.models import FrameworkVersion

FRAMEWORKS = "Référentiels"


def row_of(request: NetworkRequest, code: str, version: str) -> FrameworkVersion:
    row = FrameworkVersion.objects.filter(network=request.network, code=code, version=version).first()
    if row is None:
        raise Http404("Ce référentiel n'existe pas, ou plus.")
    return row


def home_of(request: NetworkRequest, row: FrameworkVersion) -> str:
    return to(request, "campaigns:framework", row.code, row.version)


def crumbs(request: NetworkRequest, row: FrameworkVersion | None = None) -> list[Link]:
    trail = [
        Link("Campagnes", to(request, "campaigns:campaigns")),
        Link(FRAMEWORKS, to(request, "campaigns:frameworks")),
    ]
    return [*trail, Link(str(row), home_of(request, row))] if row is not None else trail


def state_badge(row: FrameworkVersion) -> Badge:
    return Badge("scellée", Tone.GOOD) if row.sealed_at else Badge("brouillon", Tone.INFO)


def _link(
    request: NetworkRequest, row: FrameworkVersion, label: str, name: str, kind: str, icon: str
) -> Link:
    return Link(label, to(request, f"campaigns:framework-{name}", row.code, row.version), kind, icon)


def tools(request: NetworkRequest, row: FrameworkVersion) -> Iterator[Link]:
    """The main acts on a version: a draft is written, a sealed one is followed."""
    if request.can_edit and not row.sealed_at:
        yield _link(request, row, "Ajouter une question", "item-new", "primary", "plus")
        yield _link(request, row, "Ajouter un domaine", "domain-new", "button", "folder-plus")
        yield _link(request, row, "Modifier l'en-tête", "edit", "button", "pencil")
    elif request.can_edit:
        yield _link(request, row, "Nouvelle version", "version", "primary", "git-branch")
    yield _link(request, row, "Comparer", "compare", "button", "git-compare")


def more_tools(request: NetworkRequest, row: FrameworkVersion) -> Iterator[Link]:
    """What is done now and then: files, copies, the end of a draft."""
    yield _link(request, row, "Fichier YAML", "yaml", "button", "file-down")
    yield _link(request, row, "Formulaire XLSForm", "xlsform", "button", "file-spreadsheet")
    if not request.can_edit:
        return
    yield _link(request, row, "Dupliquer", "copy", "button", "copy")
    if not row.sealed_at:
        yield _link(request, row, "Nouvelle version", "version", "button", "git-branch")
        yield _link(request, row, "Sceller", "seal", "button", "lock")
        yield _link(request, row, "Retirer ce brouillon", "remove", "danger", "trash-2")
