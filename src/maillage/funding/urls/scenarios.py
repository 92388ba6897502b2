"""Addresses of scenarios and sensitivity."""

from django.urls import path

from maillage.funding.views.moving import move
from maillage.funding.views.scenarios import scenarios
from maillage.funding.views.sensitivity import sensitivity
from maillage.funding.views.whatif import whatif

urlpatterns = [
    path("scenarios/", scenarios, name="scenarios"),
    path("scenarios/<str:code>/", whatif, name="whatif"),
    path("sensibilite/", sensitivity, name="sensitivity"),
    path("decaler/<str:code>/", move, name="move"),
]
