"""Addresses of frameworks. Words of one part first: a code has two parts, itself and its version."""

from django.urls import URLPattern, path

from maillage.campaigns.views import (
    framework_compare,
    framework_edit,
    framework_files,
    framework_imports,
    framework_versions,
    frameworks,
)

ONE = "referentiels/<str:code>/<str:version>/"
urlpatterns: list[URLPattern] = [
    path("referentiels/", frameworks.frameworks, name="frameworks"),
    path("referentiels/nouveau/", framework_versions.new, name="framework-new"),
    path("referentiels/importer/", framework_imports.receive, name="framework-import"),
    path("referentiels/importer-confirmer/", framework_imports.confirm, name="framework-import-confirm"),
    path("referentiels/fourni-<str:code>/", frameworks.packaged, name="framework-packaged"),
    path("referentiels/ajouter-<str:code>/", frameworks.take, name="framework-take"),
    path(ONE, frameworks.framework, name="framework"),
    path(f"{ONE}modifier/", framework_edit.head, name="framework-edit"),
    path(f"{ONE}domaines/ajouter/", framework_edit.domain, name="framework-domain-new"),
    path(f"{ONE}domaine/<str:part>/", framework_edit.domain, name="framework-domain"),
    path(f"{ONE}questions/ajouter/", framework_edit.item, name="framework-item-new"),
    path(f"{ONE}question/<str:part>/", framework_edit.item, name="framework-item"),
    path(f"{ONE}ranger/", framework_edit.move, name="framework-move"),
    path(f"{ONE}domaine/<str:part>/retirer/", framework_edit.remove_domain, name="framework-domain-remove"),
    path(f"{ONE}question/<str:part>/retirer/", framework_edit.remove_item, name="framework-item-remove"),
    path(f"{ONE}nouvelle-version/", framework_versions.follow, name="framework-version"),
    path(f"{ONE}dupliquer/", framework_versions.duplicate, name="framework-copy"),
    path(f"{ONE}sceller/", framework_versions.seal, name="framework-seal"),
    path(f"{ONE}supprimer/", framework_versions.remove, name="framework-remove"),
    path(f"{ONE}comparer/", framework_compare.compare, name="framework-compare"),
    path(f"{ONE}fichier.yaml", framework_files.yaml_file, name="framework-yaml"),
    path(f"{ONE}xlsform.xlsx", framework_files.xlsform, name="framework-xlsform"),
]
