"""Addresses of what things cost."""

from django.urls import path

from maillage.funding import views
from maillage.funding.views.cost_table import cost_table
from maillage.funding.views.lists import costs_file
from maillage.funding.views.paste import cost_paste, cost_paste_undo

urlpatterns = [
    path("depenses/", views.costs, name="costs"),
    path("depenses/fichier.<str:form>", costs_file, name="costs-file"),
    path("depenses/coller/", cost_paste, name="cost-paste"),
    path("depenses/coller/<int:pk>/annuler/", cost_paste_undo, name="cost-paste-undo"),
    path("depenses/saisie/", cost_table, name="cost-table"),
    path("actions/<str:code>/depenses/", views.action_costs, name="action-costs"),
    path("operations/<str:code>/", views.operation, name="operation"),
    path("depenses/<str:code>/", views.costline, name="costline"),
]
