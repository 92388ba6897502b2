"""Addresses of results, report cards and improvement plans."""

from django.urls import URLPattern, path

from maillage.campaigns.views import card, plan, plans, results

urlpatterns: list[URLPattern] = [
    path("plans-de-progres/", plans.plans, name="plans"),
    path("plans-de-progres/pas.csv", plans.plans_csv, name="plans-csv"),
    path("plans-de-progres/souhaits/", plans.wishes, name="wishes"),
    path("plans-de-progres/souhaits.csv", plans.wishes_csv, name="wishes-csv"),
    path("plans-de-progres/<str:library>/", plan.plan, name="plan"),
    path("<str:code>/resultats/", results.results, name="results"),
    path("<str:code>/resultats/fiches/", results.cards_make, name="cards-make"),
    path("<str:code>/resultats/fiches/<int:pk>.zip", results.cards_archive, name="cards-archive"),
    path("<str:code>/resultats/<str:library>/", card.card, name="card"),
    path("<str:code>/resultats/<str:library>/fiche.pdf", card.card_file, name="card-pdf"),
    path("<str:code>/resultats/<str:library>/lettre.docx", card.letter, {"form": "docx"}, name="letter-docx"),
    path("<str:code>/resultats/<str:library>/lettre.pdf", card.letter, {"form": "pdf"}, name="letter-pdf"),
]
