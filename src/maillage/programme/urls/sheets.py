"""The page of an action and its steps."""

from django.urls import URLPattern, path

from maillage.programme.views import action, changes

urlpatterns: list[URLPattern] = [
    path("actions/<str:code>/", action.action, name="action"),
    path("etapes/<str:code>/", action.step, name="step"),
    path("etapes/<str:code>/finie/", changes.done, name="step-done"),
]
