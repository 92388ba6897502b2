"""Addresses of the programme: one module a part."""

from maillage.programme import editors
from maillage.programme.urls import exchange, following, grounds, lists, sheets, talk, templates, tree

app_name = "programme"
urlpatterns = [
    # Before the pages of things: "ajouter" is no code.
    *[pattern for editor in editors.EDITORS for pattern in editor.urls()],
    *tree.urlpatterns,
    *lists.urlpatterns,
    *grounds.urlpatterns,
    *following.urlpatterns,
    *exchange.urlpatterns,
    *templates.urlpatterns,
    *talk.urlpatterns,
    *sheets.urlpatterns,
]
