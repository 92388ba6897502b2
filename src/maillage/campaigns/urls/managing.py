"""Addresses by which a campaign is run."""

from django.urls import path

from maillage.campaigns.editors import CAMPAIGN
from maillage.campaigns.views.campaign import campaign
from maillage.campaigns.views.campaign_calls import campaign_call, campaign_calls, campaign_calls_csv
from maillage.campaigns.views.campaign_links import campaign_links
from maillage.campaigns.views.campaign_opening import campaign_close, campaign_open
from maillage.campaigns.views.campaign_pairs import campaign_pairs
from maillage.campaigns.views.campaign_response import campaign_response, campaign_response_csv
from maillage.campaigns.views.campaign_sending import campaign_sending
from maillage.campaigns.views.campaigns import campaigns
from maillage.campaigns.views.participation import participation

urlpatterns = [
    path("", campaigns, name="campaigns"),
    *CAMPAIGN.urls(),
    path("<str:code>/ouvrir/", campaign_open, name="campaign-open"),
    path("<str:code>/clore/", campaign_close, name="campaign-close"),
    path("<str:code>/envois/", campaign_sending, name="campaign-sending"),
    path("<str:code>/reponse/", campaign_response, name="campaign-response"),
    path("<str:code>/reponse/exporter.csv", campaign_response_csv, name="campaign-response-csv"),
    path("<str:code>/appels/", campaign_calls, name="campaign-calls"),
    path("<str:code>/appels/exporter.csv", campaign_calls_csv, name="campaign-calls-csv"),
    path("<str:code>/appels/<int:pk>/", campaign_call, name="campaign-call"),
    path("<str:code>/liens/", campaign_links, name="campaign-links"),
    path("<str:code>/doubles-regards/", campaign_pairs, name="campaign-pairs"),
    path("<str:code>/bibliotheques/<str:library>/", participation, name="participation"),
    path("<str:code>/", campaign, name="campaign"),
]
