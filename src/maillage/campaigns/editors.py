"""What people write of a campaign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maillage.base.plugs import Project
from maillage.base.ui.editing import Editor
from maillage.base.values.french import folded
from maillage.campaigns.models import Campaign, FrameworkVersion
from maillage.campaigns.opening import places_of
from maillage.campaigns.packaged import packaged_frameworks
from maillage.campaigns.section import SECTION
from maillage.territory.readings import directory_of

Options = Sequence[tuple[str, str]]


def frameworks(project: Project) -> Options:
    """The frameworks of the network, then those that ship with Maillage and were not taken yet."""
    kept = FrameworkVersion.objects.filter(network=project.network).order_by("pk")
    found = {row.code: row.title for row in kept}
    shipped = {code: one.title for code, one in packaged_frameworks().items() if code not in found}
    return [*found.items(), *((code, f"{title} (fourni)") for code, title in shipped.items())]


def epcis(project: Project) -> Options:
    """The EPCI of the open libraries, by name."""
    found = {place.epci_code: place.epci_name for place in places_of(project) if place.epci_code}
    return sorted(found.items(), key=lambda one: folded(one[1]))


def libraries(project: Project) -> Options:
    """The open libraries by commune, as people look for them."""
    return list(_libraries(project))


def _libraries(project: Project) -> Iterator[tuple[str, str]]:
    towns = {line.library.code: line.library.town for line in directory_of(project)}
    for place in places_of(project):
        yield place.code, f"{towns.get(place.code) or 'Commune inconnue'}, {place.name}"


CAMPAIGN = Editor(
    model=Campaign,
    section=SECTION,
    slug="fiches",
    noun="campagne",
    feminine=True,
    fields=(
        "title", "framework", "form", "opens", "closes", "results_on", "introduction", "contact", "phone", "audience",
        "epcis", "group", "sample_size",
    ),
    more=(
        "libraries", "first_reminder", "second_reminder", "double_rating", "public", "framework_version",
    ),
    home="campaigns:campaigns",
    home_label="Campagnes",
    code_start="CAMP",
    proposals={
        "campaigns.Framework": frameworks,
        "territory.Epci": epcis,
        "territory.Library": libraries,
    },
)  # fmt: skip
