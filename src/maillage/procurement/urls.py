"""Addresses of purchases."""

from django.urls import path

from maillage.procurement import views
from maillage.procurement.editors import NEED, PURCHASE

app_name = "procurement"
urlpatterns = [
    path("", views.purchases, name="purchases"),
    *PURCHASE.urls(),
    *NEED.urls(),
    path("marches/<str:code>/", views.purchase, name="purchase"),
    path("besoins/<str:code>/", views.need, name="homogeneousneed"),
]
