"""Addresses of money: one module a part."""

from maillage.funding.editors import EDITORS
from maillage.funding.urls import aids, cash, costs, execution, plan, rulings, scenarios

app_name = "funding"
urlpatterns = [
    # Before the pages of things: "ajouter" is not a code.
    *(url for editor in EDITORS for url in editor.urls()),
    *plan.urlpatterns,
    *cash.urlpatterns,
    *scenarios.urlpatterns,
    *execution.urlpatterns,
    *rulings.urlpatterns,
    # Last: "<code>/" would take the words of other addresses.
    *costs.urlpatterns,
    *aids.urlpatterns,
]
