"""Addresses of governance."""

from django.urls import path

from maillage.governance import views
from maillage.governance.editors import BODY

app_name = "governance"
urlpatterns = [
    path("", views.bodies, name="bodies"),
    *BODY.urls(),
    path("<str:code>/", views.body, name="body"),
]
