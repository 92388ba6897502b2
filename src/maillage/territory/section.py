"""Territory's part of the programme file: the declared size and the register of libraries."""

from maillage.base.plugs import Section
from maillage.territory.domain.sheet import TerritorySection
from maillage.territory.models import Library, Territory

SECTION = Section(
    key="territory",
    value_type=TerritorySection,
    root=Territory,
    parts={"libraries": Library},
    keeps=("libraries",),
)
