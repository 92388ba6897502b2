"""The tree, the pages of axes and objectives, and what moves them."""

from django.urls import URLPattern, path

from maillage.programme.views import moving, parts, tree

urlpatterns: list[URLPattern] = [
    path("", tree.tree, name="tree"),
    path("axes/<str:code>/", parts.axis, name="axis"),
    path("objectifs/<str:code>/", parts.objective, name="objective"),
    path("ordre/<str:kind>/<str:code>/", moving.move, name="move"),
    path("ordre/<str:kind>/<str:code>/ailleurs/", moving.elsewhere, name="move-elsewhere"),
]
