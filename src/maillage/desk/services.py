"""Verbs of the private calendar: make its address, make another, end it, and find whose it is."""

from __future__ import annotations

import hmac
from typing import Any

from django.db import transaction

from maillage.accounts.models import Membership, Network
from maillage.base.models import record
from maillage.base.secret_links import digest_of, new_secret
from maillage.desk.models import FeedToken


@transaction.atomic
def make_feed(*, network: Network, user: Any) -> str:
    """A new secret for a person's calendar, to be shown once; the one she had stops working."""
    token = new_secret()
    feed, is_new = FeedToken.objects.update_or_create(
        network=network, user=user, defaults={"digest": digest_of(token)}
    )
    _record(feed, "feed.create" if is_new else "feed.renew")
    return token


@transaction.atomic
def end_feed(*, network: Network, user: Any) -> bool:
    """Stop a person's calendar; False when she had none."""
    feed = FeedToken.objects.filter(network=network, user=user).select_related("network", "user").first()
    if feed is None:
        return False
    feed.delete()
    _record(feed, "feed.end")
    return True


def _record(feed: FeedToken, verb: str) -> None:
    record(
        network=feed.network,
        actor=feed.user,
        verb=verb,
        target=f"desk.FeedToken/{feed.user.get_username()}",
        label="Calendrier personnel",
    )


def network_of_feed(token: str) -> Network | None:
    """The network that a secret opens; None for one that is unknown, ended, or of someone who left the network.

    It is looked up by its digest: how long the search takes says nothing of the secret.
    """
    digest = digest_of(token)
    feed = FeedToken.objects.select_related("network").filter(digest=digest).first()
    if feed is None or not hmac.compare_digest(feed.digest, digest):
        return None
    belongs = Membership.objects.filter(
        network=feed.network_id, user=feed.user_id, user__is_active=True
    ).exists()
    return feed.network if belongs else None
