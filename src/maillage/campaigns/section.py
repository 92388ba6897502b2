"""Campaigns' part of the programme file."""

from maillage.base.plugs import Section
from maillage.campaigns.domain import CampaignsSection
from maillage.campaigns.models import Campaign

SECTION = Section(key="campaigns", value_type=CampaignsSection, parts={"campaigns": Campaign})
