"""Reads a programme file into a network and writes a network back as a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from maillage.accounts.models import Network
from maillage.base import plugs
from maillage.base.models import Frozen, record
from maillage.base.models.store import Saver, load
from maillage.base.readings import empty_value
from maillage.base.values.fields import specs
from maillage.base.values.files.nodes import FileProblem, Place, UnreadableFile
from maillage.base.values.french import count
from maillage.portability.domain.reader import ProgrammeFile, read
from maillage.portability.domain.writer import write


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did: the network, whether it is new, and how many things the file no longer names."""

    network: Network
    created: bool
    removed: int


def read_text(path: Path) -> str:
    """The text of a programme file. Raises UnreadableFile when it is not UTF-8 text."""
    return decoded(path.read_bytes())


def decoded(content: bytes) -> str:
    """Raises UnreadableFile when it is not UTF-8 text."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableFile(
            [
                FileProblem(
                    place=Place(line, 1),
                    path="",
                    message="Le fichier n'est pas un texte en UTF-8.",
                    remedy="Enregistrez-le en UTF-8 (dans un éditeur de texte, pas un traitement de texte).",
                )
            ]
        ) from error


def read_programme(path: Path) -> ProgrammeFile:
    """Read and check a file, without touching the base. Raises UnreadableFile, OSError."""
    return read(read_text(path), plugs.sections())


class WouldLoseData(ValueError):
    """The file leaves out something that data not in the file depend on (the measures of an indicator)."""


@transaction.atomic
def save_programme(
    *,
    file: ProgrammeFile,
    replace: bool = True,
    actor: Any = None,
    into: Network | None = None,
    partial: bool = False,
) -> Imported:
    """Write a file into its network, replacing what the network held; nothing is done if anything fails.

    `into` writes it into that network instead, which keeps its own identity. With `partial`, the parts of the
    programme that the file does not speak of stay as they are. Without `replace`, a file that leaves out things
    of the network is refused: WouldLoseData.
    """
    network, created = (into, False) if into is not None else _identified(file.sections["network"])
    savers = []
    for section in plugs.sections():
        if section.key == "network" or (partial and section.key not in file.sections):
            continue
        value = file.sections.get(section.key) or empty_value(section)
        if value is None:
            continue
        saver = Saver(network, section)
        try:
            saver.save(value)
        except Frozen as error:
            raise WouldLoseData(str(error)) from error
        savers.append(saver)
    removed = _pruned(savers)
    if removed and not replace:
        raise WouldLoseData(
            f"Ce fichier retirerait {count(removed, 'élément')} du réseau « {network} » : rien n'a été changé. "
            "Pour remplacer son programme, relancez avec --replace ; pour le garder, exportez-le d'abord."
        )
    record(network=network, actor=actor, verb="programme.import", target=str(network), removed=removed)
    return Imported(network=network, created=created, removed=removed)


def _identified(identity: Any) -> tuple[Network, bool]:
    """The network of a file, as its head says, and whether it is new."""
    network = Network.objects.filter(department=identity.department).first()
    created = network is None
    network = network or Network()
    for name in specs(type(identity)):
        setattr(network, name, getattr(identity, name))
    network.save()
    return network, created


def _pruned(savers: list[Saver]) -> int:
    """Delete what the file no longer names. From bottom to top: what refers goes before what is referred to."""
    try:
        return sum(saver.prune() for saver in reversed(savers))
    except ProtectedError as error:
        kept = ", ".join(sorted({str(thing) for thing in error.protected_objects})[:3])
        raise WouldLoseData(
            f"Ce fichier ne nomme plus une chose dont dépendent des données ({kept}) : rien n'a été changé. "
            "Remettez-la dans le fichier, ou supprimez d'abord ces données."
        ) from error


def sections_of(network: Network) -> dict[str, Any]:
    """Every section of a network as dataclasses, by key."""
    identity_type = next(s for s in plugs.sections() if s.key == "network").value_type
    found: dict[str, Any] = {
        "network": identity_type(**{name: getattr(network, name) for name in specs(identity_type)})
    }
    for section in plugs.sections():
        if section.key != "network" and (value := load(network, section)) is not None:
            found[section.key] = value
    return found


def programme_text(network: Network) -> str:
    """The programme file of a network, in canonical form."""
    return write(sections_of(network), plugs.sections())


class NoSuchNetwork(ValueError):
    """No network, several, or not the one asked; the message says what to do."""


def network_of(department: str | None) -> Network:
    """The network of a département, or the only one there is. Raises NoSuchNetwork."""
    networks = list(Network.objects.all())
    if department:
        found = [network for network in networks if network.department == department]
        if not found:
            known = ", ".join(network.department for network in networks) or "aucun"
            raise NoSuchNetwork(f"Aucun réseau n'a le code {department} (réseaux connus : {known}).")
        return found[0]
    if len(networks) != 1:
        known = ", ".join(network.department for network in networks)
        reason = (
            f"Plusieurs réseaux sont dans la base : précisez lequel ({known})."
            if networks
            else "La base est vide : chargez d'abord un programme (maillage import FICHIER)."
        )
        raise NoSuchNetwork(reason)
    return networks[0]
