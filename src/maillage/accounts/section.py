"""The head of the programme file: `network:`."""

from maillage.accounts.domain import NetworkSection
from maillage.base.plugs import Section

# The network row itself is created by the import: it is what every other section hangs on.
SECTION = Section(key="network", value_type=NetworkSection, parts={})
