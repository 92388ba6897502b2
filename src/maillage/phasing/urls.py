"""Addresses of the phasing."""

from django.urls import path

from maillage.phasing.editors import SETTINGS
from maillage.phasing.views import gantt, proposal

app_name = "phasing"
urlpatterns = [
    path("", gantt.gantt, name="gantt"),
    path("recalcul/", proposal.replan, name="replan"),
    path("propositions/<int:pk>/", proposal.proposal, name="proposal"),
    path("propositions/<int:pk>/adopter/", proposal.adopt, name="proposal-adopt"),
    path("propositions/<int:pk>/ecarter/", proposal.dismiss, name="proposal-dismiss"),
    path("plafonds/<str:code>/", gantt.ceiling, name="budgetceiling"),
    *SETTINGS.urls(),
]
