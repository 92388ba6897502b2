"""Frameworks of a network: taken from the packaged ones, kept as drafts, sealed once a campaign uses them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from maillage.accounts.models import Network
from maillage.base.models import record
from maillage.base.values.files.nodes import UnreadableFile
from maillage.base.values.french import count
from maillage.campaigns.domain.framework_problems import framework_text, read_framework
from maillage.campaigns.domain.frameworks import Framework
from maillage.campaigns.models import Campaign, FrameworkVersion
from maillage.campaigns.packaged import packaged_frameworks


class FrameworkRefused(ValueError):
    """A framework that cannot be kept or used; the message is French and says what to do."""


# A framework of 1,000 items is about a megabyte once read; a process answers a few campaigns at a time.
@lru_cache(maxsize=32)
def _parsed(digest: str, text: str) -> Framework:
    return read_framework(text)


def framework_in(row: FrameworkVersion) -> Framework:
    """The framework that a stored version holds, read once a process. Raises FrameworkRefused for a draft that is
    not ready."""
    try:
        return _parsed(row.digest, row.text)
    except UnreadableFile as error:
        left = count(len(error.problems), "point à reprendre", "points à reprendre")
        raise FrameworkRefused(
            f"« {row} » n'est pas prêt : {left}. Ouvrez ce référentiel et terminez-le."
        ) from error


# A draft does not stand before what was published.
_NEWEST = (F("sealed_at").desc(nulls_last=True), "-pk")


def version_of(campaign: Campaign) -> FrameworkVersion | None:
    """The version that a campaign uses: the one it names, else the last one sealed of its framework, else the newest
    draft. One query."""
    rows = FrameworkVersion.objects.filter(network_id=campaign.network_id, code=campaign.framework)  # type: ignore[attr-defined]
    named = campaign.framework_version  # type: ignore[attr-defined]
    return rows.filter(version=named).first() if named else rows.order_by(*_NEWEST).first()


# By campaign: what an open campaign names is sealed, and reading its text again at each answer costs more than the rest.
_opened: dict[tuple[object, ...], Framework] = {}
MOST_OPENED = 64


def framework_of(campaign: Campaign) -> Framework:
    """Raises FrameworkRefused when the campaign names a framework that is not there. No query once it is open."""
    row: Any = campaign
    if row.opened_at is None:
        return _named_by(campaign)
    key = _key(row)
    if key not in _opened:
        _remember(row, _named_by(campaign))
    return _opened[key]


def _key(row: Any) -> tuple[object, ...]:
    return (row.network_id, row.pk, row.framework, row.framework_version, row.opened_at)


def _remember(row: Any, framework: Framework) -> None:
    if len(_opened) >= MOST_OPENED:
        _opened.clear()
    _opened[_key(row)] = framework


def frameworks_of(campaigns: Sequence[Campaign]) -> dict[int, Framework]:
    """The framework of each campaign of one network, by the campaign's key; a campaign whose framework is not there,
    or not ready, is left out. One query; none once all are open and known."""
    rows: list[Any] = list(campaigns)
    found = {row.pk: _opened[_key(row)] for row in rows if row.opened_at and _key(row) in _opened}
    left = [row for row in rows if row.pk not in found]
    if not left:
        return found
    named: dict[tuple[str, str], FrameworkVersion] = {}
    kept = FrameworkVersion.objects.filter(
        network_id=left[0].network_id, code__in={row.framework for row in left}
    )
    # Without a version named, the one that `version_of` takes: the first read.
    for version in kept.order_by(*_NEWEST):
        named.setdefault((version.code, ""), version)
        named[version.code, version.version] = version
    for row in left:
        stored = named.get((row.framework, row.framework_version))
        if stored is None:
            continue
        try:
            found[row.pk] = framework_in(stored)
        except FrameworkRefused:
            continue
        if row.opened_at:
            _remember(row, found[row.pk])
    return found


def _named_by(campaign: Campaign) -> Framework:
    row = version_of(campaign)
    if row is None:
        named = f"{campaign.framework} {campaign.framework_version}".strip()  # type: ignore[attr-defined]
        raise FrameworkRefused(
            f"Le référentiel « {named} » n'est pas dans ce réseau : ajoutez-le, ou choisissez-en un autre."
        )
    return framework_in(row)


@transaction.atomic
def keep_framework(*, network: Network, framework: Framework, actor: object = None) -> FrameworkVersion:
    """Write a version, new or still a draft. Raises FrameworkRefused when that version is sealed and differs."""
    text = framework_text(framework)
    digest = hashlib.sha256(text.encode()).hexdigest()
    row = (
        FrameworkVersion.objects.select_for_update()
        .filter(network=network, code=framework.code, version=framework.version)
        .first()
    )
    if row is not None and row.digest == digest:
        return row
    if row is not None and row.sealed_at:
        raise FrameworkRefused(
            f"La version {framework.version} de « {framework.title} » est scellée : des réponses s'y rattachent. "
            "Donnez un autre numéro de version à la vôtre."
        )
    row = row or FrameworkVersion(network=network, code=framework.code, version=framework.version)
    row.title, row.kind, row.text, row.digest = framework.title, framework.kind.value, text, digest
    row.save()
    _trail(row, "framework.keep", actor)
    return row


@transaction.atomic
def take_packaged(*, network: Network, code: str, actor: object = None) -> FrameworkVersion:
    """Copy a packaged framework into the network. Raises KeyError when there is none of this code."""
    return keep_framework(network=network, framework=packaged_frameworks()[code], actor=actor)


@transaction.atomic
def seal(*, row: FrameworkVersion, actor: object = None) -> FrameworkVersion:
    """From now on this version never changes. Sealing twice changes nothing."""
    if row.sealed_at is None:
        row.sealed_at = timezone.now()
        row.save(update_fields=["sealed_at", "changed_at"])
        _trail(row, "framework.seal", actor)
    return row


def _trail(row: FrameworkVersion, verb: str, actor: object) -> None:
    record(
        network=row.network, actor=actor, verb=verb,
        target=f"campaigns.FrameworkVersion/{row.code}", label=str(row),
    )  # fmt: skip
