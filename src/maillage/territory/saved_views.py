"""Searches of the register kept under a name: one's own, or the team's."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from maillage.accounts.models import Network
from maillage.base.models import record
from maillage.territory.models import SavedView

LONGEST_NAME = 80
LONGEST_QUERY = 2000


class ViewRefused(ValueError):
    """A view that cannot be saved as asked; the message is French."""


def views_of(network: Network, user: Any) -> list[SavedView]:
    """The views that a person may open, by name. One query."""
    return list(SavedView.objects.filter(network=network).seen_by(user).order_by("name", "pk"))


def may_change(view: SavedView, user: Any, *, can_edit: bool) -> bool:
    """Her own, or those of the team for whoever is of it."""
    return view.owner_id == user.pk or (view.shared and can_edit)


@transaction.atomic
def save_view(
    *, network: Network, user: Any, name: str, query: str, shared: bool, view: SavedView | None = None
) -> SavedView:
    """Keep a search, anew or over `view`. Raises ViewRefused: no name, or one that another view has."""
    said = " ".join(name.split())
    if not said:
        raise ViewRefused("Donnez un nom à cette vue, par exemple « À appeler en mai ».")
    if len(said) > LONGEST_NAME or len(query) > LONGEST_QUERY:
        raise ViewRefused(
            f"Ce nom ou ces filtres sont trop longs : {LONGEST_NAME} signes au plus pour le nom."
        )
    row = view or SavedView(network=network, owner=user)
    namesakes = SavedView.objects.filter(network=network, name__iexact=said).seen_by(user)
    if namesakes.exclude(pk=row.pk).exists():
        raise ViewRefused(f"Une vue s'appelle déjà « {said} ». Donnez un autre nom, ou supprimez l'ancienne.")
    row.name, row.query, row.shared = said, query, shared
    row.save()
    if shared:
        record(network=network, actor=user, verb="territory.view-saved", target=said)
    return row


@transaction.atomic
def delete_view(*, view: SavedView, user: Any) -> None:
    view.delete()
    if view.shared:
        record(network=view.network, actor=user, verb="territory.view-deleted", target=view.name)
