"""Addresses of the plan, and of what its figures are made of."""

from django.urls import path

from maillage.funding import views
from maillage.funding.views.why import why

urlpatterns = [
    path("", views.plan, name="plan"),
    path("pourquoi/<str:figure>/", why, name="why"),
]
