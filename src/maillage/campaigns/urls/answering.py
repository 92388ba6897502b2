"""Addresses of a questionnaire, for whoever has its link."""

from django.urls import URLPattern, path

from maillage.campaigns.views import (
    answering,
    answering_domain,
    answering_save,
    answering_send,
    public_profiles,
    results_public,
)
from maillage.campaigns.views.offline import files

urlpatterns: list[URLPattern] = [
    path("public/<str:department>/<str:code>/", public_profiles.profiles, name="campaign-public"),
    path("<str:token>/resultats/", results_public.results, name="questionnaire-results"),
    path("<str:token>/resultats/fiche.pdf", results_public.card, name="questionnaire-card"),
    path("<str:token>/resultats/plan/", results_public.plan, name="questionnaire-plan"),
    path("<str:token>/resultats/public/", results_public.publish, name="questionnaire-publish"),
    path(
        "<str:token>/resultats/lettre.docx",
        results_public.letter,
        {"form": "docx"},
        name="questionnaire-letter-docx",
    ),
    path(
        "<str:token>/resultats/lettre.pdf",
        results_public.letter,
        {"form": "pdf"},
        name="questionnaire-letter-pdf",
    ),
    path("<str:token>/", answering.questionnaire, name="questionnaire"),
    path("<str:token>/domaine/<str:code>/", answering_domain.domain, name="questionnaire-domain"),
    path("<str:token>/envoyer/", answering_send.send, name="questionnaire-send"),
    path("<str:token>/reponses/", answering_send.answers, name="questionnaire-answers"),
    path("<str:token>/formulaire.<slug:kind>", files.of_link, name="questionnaire-form"),
    path("<str:token>/enregistrer/", answering_save.save, name="questionnaire-save"),
]
