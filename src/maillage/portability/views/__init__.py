"""Pages of the programme file, of a network's identity, and of a network that begins."""

from maillage.portability.views.exchange import confirm, export, file, programme_file, receive
from maillage.portability.views.founding import begin, new_network
from maillage.portability.views.identity import identity, identity_history
from maillage.portability.views.starting import confirm_first, new_programme, receive_first

__all__ = [
    "begin",
    "confirm",
    "confirm_first",
    "export",
    "file",
    "identity",
    "identity_history",
    "new_network",
    "new_programme",
    "programme_file",
    "receive",
    "receive_first",
]
