"""Importing into one network what a person sent: tried first, told class by class, done at once or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base import plugs
from maillage.base.readings import empty_value
from maillage.base.values.files.nodes import FileProblem, UnreadableFile
from maillage.portability.archive import PROGRAMME, BadArchive, import_archive, texts_of
from maillage.portability.domain.difference import Change, changes
from maillage.portability.domain.reader import ProgrammeFile, read
from maillage.portability.services import Imported, WouldLoseData, decoded, save_programme, sections_of
from maillage.portability.uploads import Upload
from maillage.programme.models import Programme

# What an archive may unfold into: ten times a large network.
UNFOLDED = 100_000_000


class ImportRefused(ValueError):
    """A file that cannot go into this network; the message is French."""


class AlreadyBegun(ImportRefused):
    """The network already has a programme."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What an import would do. With `problems` or a `refusal`, it would do nothing."""

    problems: tuple[FileProblem, ...] = ()
    refusal: str = ""
    changes: tuple[Change, ...] = ()
    notice: str = ""

    @property
    def is_possible(self) -> bool:
        return not self.problems and not self.refusal

    @property
    def changes_nothing(self) -> bool:
        return all(change.is_none for change in self.changes)


def try_import(*, network: Network, upload: Upload) -> Trial:
    """What replacing the network by this file would do. Everything is tried, and undone."""
    try:
        file = programme_in(upload)
        refuse_other_department(network, file, upload)
        before = sections_of(network)
        with transaction.atomic():
            import_upload(network=network, upload=upload, actor=None)
            transaction.set_rollback(True)
    except UnreadableFile as error:
        return Trial(problems=tuple(error.problems))
    except (BadArchive, ImportRefused, WouldLoseData) as error:
        return Trial(refusal=str(error))
    return Trial(changes=changes(before, replacing(file), plugs.sections()))


def import_upload(*, network: Network, upload: Upload, actor: Any) -> Imported:
    """Replace the network by this file. Raises UnreadableFile, BadArchive, ImportRefused, WouldLoseData."""
    file = programme_in(upload)
    refuse_other_department(network, file, upload)
    if upload.is_archive:
        return import_archive(path=upload.path, actor=actor, name=upload.name)
    return save_programme(file=file, actor=actor)


def programme_in(upload: Upload, required: tuple[str, ...] = ("network",)) -> ProgrammeFile:
    """The programme of a file or an archive. Raises UnreadableFile, BadArchive."""
    if upload.is_archive:
        text = texts_of(upload.path, name=upload.name, limit=UNFOLDED)[PROGRAMME]
        return read(text, plugs.sections(), required=required)
    return read(decoded(upload.path.read_bytes()), plugs.sections(), required=(*required, "programme"))


def replacing(file: ProgrammeFile) -> Mapping[str, Any]:
    """Every section as it will be: what the file does not speak of is emptied."""
    return {
        section.key: file.sections.get(section.key) or empty_value(section) for section in plugs.sections()
    }


def refuse_other_department(network: Network, file: ProgrammeFile, upload: Upload) -> None:
    identity = file.sections["network"]
    if identity.department != network.department:
        raise ImportRefused(
            f"« {upload.name} » est le fichier de « {identity.name} » ({identity.department}), et vous êtes dans "
            f"« {network.name} » ({network.department}) : rien n'a été changé. Pour vous inspirer du programme d'un "
            "autre département, commencez-en un nouveau depuis ce fichier, dans un réseau qui n'en a pas encore."
        )


# ------------------------------------------------------------------------------------ a first programme


def has_programme(network: Network) -> bool:
    return Programme.objects.filter(network=network).exists()


def try_first(*, network: Network, upload: Upload) -> Trial:
    """What beginning from this file would do."""
    try:
        file = first_file(network, upload)
        before = sections_of(network)
        with transaction.atomic():
            begin_programme(network=network, file=file, actor=None)
            transaction.set_rollback(True)
    except UnreadableFile as error:
        return Trial(problems=tuple(error.problems))
    except (BadArchive, ImportRefused, WouldLoseData) as error:
        return Trial(refusal=str(error))
    given = {key: value for key, value in file.sections.items() if key != "network"}
    return Trial(changes=changes(before, given, plugs.sections()), notice=_notice(network, file))


def first_file(network: Network, upload: Upload) -> ProgrammeFile:
    """The programme of a file, without what belongs to another département: its libraries."""
    file = programme_in(upload, required=("programme",))
    identity = file.sections.get("network")
    if identity is None or identity.department == network.department:
        return file
    kept = {key: value for key, value in file.sections.items() if key != "territory"}
    return dataclasses.replace(file, sections=kept)


def _notice(network: Network, file: ProgrammeFile) -> str:
    identity = file.sections.get("network")
    if identity is None or identity.department == network.department:
        return ""
    return (
        f"Ce fichier vient de « {identity.name} » ({identity.department}). Son programme sera repris, sans son nom ni "
        f"ses bibliothèques : « {network.name} » garde les siens."
    )


@transaction.atomic
def begin_programme(*, network: Network, file: ProgrammeFile, actor: Any) -> Imported:
    """Write a first programme into a network, which keeps its identity. Raises AlreadyBegun, ImportRefused."""
    if has_programme(network):
        raise AlreadyBegun("Ce réseau a déjà un programme : rien n'a été changé.")
    try:
        return save_programme(file=file, replace=False, actor=actor, into=network, partial=True)
    except WouldLoseData as error:
        raise ImportRefused(
            "Ce réseau a déjà des éléments que ce modèle ou ce fichier ne contient pas (instances, constats…) : rien "
            "n'a été changé. Choisissez le programme vide, ou remplacez tout depuis la page « Fichier programme »."
        ) from error
