"""Addresses of a survey, for anyone."""

from django.urls import path

from maillage.campaigns.views.survey_answering import survey_form

urlpatterns = [path("<str:token>/", survey_form, name="survey-form")]
