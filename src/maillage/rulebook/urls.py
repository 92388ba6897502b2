"""Addresses of the rulebook."""

from django.urls import path

from maillage.rulebook import views

app_name = "rulebook"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("<str:code>/", views.rule, name="rule"),
    path("<str:code>/regler/", views.set_value, name="rule-set"),
    path("<str:code>/retour/", views.reset_value, name="rule-reset"),
]
