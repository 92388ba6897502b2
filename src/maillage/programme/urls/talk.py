"""Comments, and the digest that tells leads what waits for them."""

from django.urls import URLPattern, path

from maillage.programme.views import digest, talk

urlpatterns: list[URLPattern] = [
    path("actions/<str:code>/commenter/", talk.add, name="comment-new"),
    path("commentaires/<int:pk>/", talk.show, name="comment"),
    path("commentaires/<int:pk>/modifier/", talk.change, name="comment-edit"),
    path("commentaires/<int:pk>/regler/", talk.settle, name="comment-settle"),
    path("commentaires/<int:pk>/supprimer/", talk.remove, name="comment-remove"),
    path("rappels/", digest.show, name="digest"),
]
