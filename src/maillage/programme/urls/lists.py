"""The list of actions, the board, the timeline, the balance."""

from django.urls import URLPattern, path

from maillage.programme.views import board, bulk, listing, matrix, timeline

urlpatterns: list[URLPattern] = [
    path("liste/", listing.actions, name="actions"),
    path("liste/fichier.<str:form>", listing.actions_file, name="actions-file"),
    path("liste/ensemble/", bulk.bulk, name="bulk"),
    path("liste/ensemble/<int:pk>/annuler/", bulk.bulk_undo, name="bulk-undo"),
    path("tableau/", board.board, name="board"),
    path("tableau/deplacer/", board.move, name="status"),
    path("frise/", timeline.timeline, name="timeline"),
    path("matrice/", matrix.matrix, name="matrix"),
]
