"""Versions that are being written: begun, changed, sealed or removed. A sealed one never changes."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base.models import one_writer, record
from maillage.base.values.files.nodes import UnreadableFile
from maillage.base.values.files.reader import path_text, read_thing
from maillage.base.values.french import listed
from maillage.base.values.naming import on_screen
from maillage.base.values.remarks import Problem
from maillage.campaigns.domain.framework_problems import framework_problems, framework_text
from maillage.campaigns.domain.frameworks import Framework
from maillage.campaigns.framework_store import FrameworkRefused, framework_in, keep_framework, seal
from maillage.campaigns.models import Campaign, FrameworkVersion

TARGET = "campaigns.FrameworkVersion"


def read_draft(text: str) -> Framework:
    """The framework that a text describes, ready or not. Raises UnreadableFile when its fields are not well formed."""
    return read_thing(text, Framework, lambda framework: ())


@lru_cache(maxsize=32)
def _as_written(digest: str, text: str) -> Framework:
    return read_draft(text)


def draft_in(row: FrameworkVersion) -> Framework:
    """The framework of any version, ready or not: a draft may still lack a level or go round in circles."""
    return _as_written(row.digest, row.text)


def problems_in(framework: Framework) -> tuple[Problem, ...]:
    """What keeps a draft from being used, in its order."""
    return tuple(framework_problems(framework))


def place_told(framework: Framework, problem: Problem) -> str:
    """Where a problem is, in the words of the framework: « Accès, 1.2 Postes »."""
    match problem.path:
        case ("domains", int(d), "items", int(i), *_):
            item = framework.domains[d].items[i]
            return f"{framework.domains[d].title}, {item.number} {item.title}"
        case ("domains", int(d), *_):
            return framework.domains[d].title
    return path_text(problem.path) or framework.title


def target_of(row: FrameworkVersion) -> str:
    return f"{TARGET}/{row.code}"


def begin(*, network: Network, framework: Framework, actor: object = None) -> FrameworkVersion:
    """Write a version that was not there. Raises FrameworkRefused when its code and number are taken."""
    with one_writer(network):
        taken = FrameworkVersion.objects.filter(
            network=network, code=framework.code, version=framework.version
        )
        if taken.exists():
            raise FrameworkRefused(
                f"La version {framework.version} de « {framework.code} » existe déjà : donnez un autre numéro."
            )
        return keep_framework(network=network, framework=framework, actor=actor)


def save_draft(*, row: FrameworkVersion, framework: Framework, actor: object = None) -> FrameworkVersion:
    """Write a draft over itself, ready or not. Raises FrameworkRefused when it could not even be read again."""
    text = framework_text(framework)
    try:
        _as_written(hashlib.sha256(text.encode()).hexdigest(), text)
    except UnreadableFile as error:
        raise FrameworkRefused(
            " ".join(on_screen(f"{problem.message} {problem.remedy}") for problem in error.problems[:5])
        ) from error
    return keep_framework(network=row.network, framework=framework, actor=actor)


def fresh(network: Network, code: str, version: str) -> FrameworkVersion:
    """The draft as it is now, to be called inside `one_writer`. Raises FrameworkRefused when it was sealed or removed."""
    row = FrameworkVersion.objects.filter(network=network, code=code, version=version).first()
    if row is None:
        raise FrameworkRefused(
            "Ce référentiel vient d'être retiré : votre saisie reste ci-dessous, copiez-la."
        )
    if row.sealed_at:
        raise FrameworkRefused(
            f"La version {version} vient d'être scellée : elle ne change plus. Votre saisie reste ci-dessous ; créez "
            "une nouvelle version pour la reprendre."
        )
    return row


def seal_draft(*, row: FrameworkVersion, actor: object = None) -> FrameworkVersion:
    """Raises FrameworkRefused while something is wrong in it."""
    framework_in(row)
    return seal(row=row, actor=actor)


def campaigns_using(row: FrameworkVersion) -> list[Campaign]:
    """The campaigns that name this version, or its framework without saying which version while it is the newest."""
    found = list(
        Campaign.objects.filter(network_id=row.network_id, framework=row.code).order_by("position", "pk")
    )
    newest = FrameworkVersion.objects.filter(network_id=row.network_id, code=row.code).order_by("-pk").first()
    named = {row.version, ""} if newest is not None and newest.pk == row.pk else {row.version}
    return [campaign for campaign in found if campaign.framework_version in named]  # type: ignore[attr-defined]


@transaction.atomic
def remove_draft(*, row: FrameworkVersion, actor: object = None) -> None:
    """Raises FrameworkRefused when it is sealed, or when a campaign counts on it."""
    if row.sealed_at:
        raise FrameworkRefused("Une version scellée ne se retire pas : des réponses peuvent s'y rattacher.")
    if using := campaigns_using(row):
        titles = listed([f"« {campaign.title} »" for campaign in using])  # type: ignore[attr-defined]
        raise FrameworkRefused(f"Choisissez d'abord un autre référentiel pour {titles}.")
    record(network=row.network, actor=actor, verb="framework.remove", target=target_of(row), label=str(row))
    row.delete()
