"""Which earlier campaign a campaign follows, and which of their questions are the same."""

from __future__ import annotations

from collections.abc import Mapping

from maillage.accounts.models import Network
from maillage.campaigns.domain.frameworks import Framework
from maillage.campaigns.domain.version_mapping import comparable_items, comparable_through
from maillage.campaigns.framework_store import framework_in
from maillage.campaigns.models import FrameworkVersion
from maillage.campaigns.readings import CampaignResults

# A network writes a version a year at most; a loop of `follows` must end.
LONGEST_CHAIN = 20


def earlier(campaigns: Mapping[str, CampaignResults], found: CampaignResults) -> CampaignResults | None:
    """The last campaign of the same framework that opened before, with answers; None for the first."""
    before = [
        other
        for other in campaigns.values()
        if other.own and other.framework.code == found.framework.code and _opening(other) < _opening(found)
    ]
    return max(before, key=_opening, default=None)


def _opening(found: CampaignResults) -> tuple[str, int]:
    return str(found.campaign.opened_at), found.campaign.pk


def same_questions(old: Framework, new: Framework, network: Network) -> dict[str, str]:
    """The code of each question of `old` that has kept its meaning up to `new`, and its code there.

    Codes may move at each version: those in between, kept by the network, are followed one by one.
    """
    versions = [new]
    while versions[0].version != old.version and versions[0].follows:
        row = FrameworkVersion.objects.filter(
            network=network, code=new.code, version=versions[0].follows
        ).first()
        if row is None or len(versions) > LONGEST_CHAIN:
            break
        versions.insert(0, framework_in(row))
    if versions[0].version == old.version:
        return dict(comparable_through(versions))
    return dict(comparable_items(old, new))
