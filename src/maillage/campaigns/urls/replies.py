"""Addresses of what readers and participants said."""

from django.urls import path

from maillage.campaigns.views.survey import survey
from maillage.campaigns.views.survey_key_in import survey_key_in
from maillage.campaigns.views.survey_links import survey_links
from maillage.campaigns.views.survey_method import survey_method
from maillage.campaigns.views.survey_paper import survey_paper
from maillage.campaigns.views.survey_texts import survey_texts
from maillage.campaigns.views.surveys import surveys

urlpatterns = [
    path("enquetes/", surveys, name="surveys"),
    path("enquetes/<str:code>/", survey, name="survey"),
    path("enquetes/<str:code>/affiches/", survey_links, name="survey-links"),
    path("enquetes/<str:code>/papier/", survey_paper, name="survey-paper"),
    path("enquetes/<str:code>/recopier/", survey_key_in, name="survey-key-in"),
    path("enquetes/<str:code>/mots/", survey_texts, name="survey-texts"),
    path("enquetes/<str:code>/methode/", survey_method, name="survey-method"),
]
