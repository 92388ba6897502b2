"""The file that shares actions with others: a programme file that holds nothing else."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from maillage.accounts.domain import NetworkSection
from maillage.base.values.files.writer import thing_lines
from maillage.programme.domain import ProgrammeSection
from maillage.programme.domain.plans.sharing import Shared, shared

# The format's own head: portability, which owns it, is a later room.
HEAD = "maillage: 1"


def shared_text(network: Any, section: ProgrammeSection, codes: Collection[str], how: Shared) -> str:
    """The text of a programme file with the chosen actions. The network is named, nobody in it is."""
    programme = shared(section, codes, how)
    identity = NetworkSection(
        department=network.department, name=network.name, owner=network.owner, fictitious=network.fictitious
    )
    lines = [HEAD, "", "network:", *thing_lines(identity, 1), "", "programme:", *thing_lines(programme, 1)]
    return "\n".join(lines) + "\n"
