"""Addresses of what things cost."""

from django.urls import path

from maillage.funding import views
from maillage.funding.views.paste import cost_paste

urlpatterns = [
    path("depenses/", views.costs, name="costs"),
    path("depenses/coller/", cost_paste, name="cost-paste"),
    path("actions/<str:code>/depenses/", views.action_costs, name="action-costs"),
    path("operations/<str:code>/", views.operation, name="operation"),
    path("depenses/<str:code>/", views.costline, name="costline"),
]
