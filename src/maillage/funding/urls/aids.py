"""Addresses of funders and their aids, and of the letters kept with them."""

from django.urls import path

from maillage.funding import views
from maillage.funding.letters import LETTER_FILES

urlpatterns = [
    path("recettes/", views.grants, name="grants"),
    path("financeurs/<str:code>/", views.funder, name="funder"),
    path("recettes/<str:code>/avancer/", views.advance, name="fundingline-advance"),
    *LETTER_FILES.urls(),
    path("recettes/<str:code>/", views.fundingline, name="fundingline"),
]
