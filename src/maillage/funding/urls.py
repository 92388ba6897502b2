"""Addresses of money."""

from django.urls import path

from maillage.funding import views
from maillage.funding.editors import EDITORS

app_name = "funding"
urlpatterns = [
    path("", views.plan, name="plan"),
    path("depenses/", views.costs, name="costs"),
    path("recettes/", views.grants, name="grants"),
    # Before the pages of things: "ajouter" is not a code.
    *(url for editor in EDITORS for url in editor.urls()),
    path("actions/<str:code>/depenses/", views.action_costs, name="action-costs"),
    path("operations/<str:code>/", views.operation, name="operation"),
    path("depenses/<str:code>/", views.costline, name="costline"),
    path("financeurs/<str:code>/", views.funder, name="funder"),
    path("recettes/<str:code>/", views.fundingline, name="fundingline"),
]
