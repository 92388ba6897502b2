"""Addresses of the network."""

from django.urls import path

from maillage.territory.editors import GROUP, LIBRARY
from maillage.territory.existing_urls import existing
from maillage.territory.views.contacts import (
    contact_edit,
    contact_erase,
    contact_new,
    contacts,
    contacts_csv,
    contacts_purge,
)
from maillage.territory.views.deciding import quality_decide
from maillage.territory.views.groups import group, groups
from maillage.territory.views.imports import import_new, import_online, import_run, import_run_csv, imports
from maillage.territory.views.library import library
from maillage.territory.views.network import map_file, network_page
from maillage.territory.views.own import own_columns, own_new, own_trial
from maillage.territory.views.quality import quality, quality_csv
from maillage.territory.views.register import register, register_file
from maillage.territory.views.saved_views import view_delete, view_edit, view_save
from maillage.territory.views.together import libraries_together
from maillage.territory.views.trials import import_trial, import_trial_csv, import_undo
from maillage.territory.views.unknowns import quality_unknown
from maillage.territory.views.values import library_value, library_value_forget, library_values

app_name = "territory"
urlpatterns = [
    path("", network_page, name="map"),
    path("carte/bibliotheques.csv", map_file, {"table": "bibliotheques"}, name="map-libraries-csv"),
    path("carte/communes.csv", map_file, {"table": "communes"}, name="map-communes-csv"),
    path("carte/intercommunalites.csv", map_file, {"table": "intercommunalites"}, name="map-epci-csv"),
    path("bibliotheques/", register, name="register"),
    path("bibliotheques/exporter.csv", register_file, {"form": "csv"}, name="register-csv"),
    path("bibliotheques/exporter.xlsx", register_file, {"form": "xlsx"}, name="register-xlsx"),
    path("bibliotheques/exporter.ods", register_file, {"form": "ods"}, name="register-ods"),
    path("bibliotheques/modifier-ensemble/", libraries_together, name="libraries-together"),
    path("bibliotheques/vues/", view_save, name="view-save"),
    path("bibliotheques/vues/<int:pk>/", view_edit, name="view-edit"),
    path("bibliotheques/vues/<int:pk>/supprimer/", view_delete, name="view-delete"),
    path("bibliotheques/contacts/", contacts, name="contacts"),
    path("bibliotheques/contacts/exporter.csv", contacts_csv, name="contacts-csv"),
    path("bibliotheques/contacts/purger/", contacts_purge, name="contacts-purge"),
    path("bibliotheques/contacts/<int:pk>/modifier/", contact_edit, name="contact-edit"),
    path("bibliotheques/contacts/<int:pk>/effacer/", contact_erase, name="contact-erase"),
    path("bibliotheques/groupes/", groups, name="groups"),
    *GROUP.urls(),
    path("bibliotheques/groupes/<str:code>/", group, name="librarygroup"),
    *LIBRARY.urls(),
    path("bibliotheques/<str:code>/", library, name="library"),
    path("bibliotheques/<str:code>/chiffres/", library_values, name="library-values"),
    path("bibliotheques/<str:code>/chiffres/<str:variable>/", library_value, name="library-value"),
    path(
        "bibliotheques/<str:code>/chiffres/<str:variable>/retirer/",
        library_value_forget,
        name="library-value-forget",
    ),
    path("bibliotheques/<str:code>/contacts/ajouter/", contact_new, name="contact-new"),
    path("qualite/", quality, name="quality"),
    path("qualite/decider/", quality_decide, name="quality-decide"),
    path("qualite/inconnu/", quality_unknown, name="quality-unknown"),
    path("qualite/exporter.csv", quality_csv, name="quality-csv"),
    path("imports/", imports, name="imports"),
    path("imports/deposer/", import_new, name="import-new"),
    path("imports/telecharger/", import_online, name="import-online"),
    path("imports/essai/<str:token>/", import_trial, name="import-trial"),
    path("imports/essai/<str:token>/rapport.csv", import_trial_csv, name="import-trial-csv"),
    path("imports/fichier/", own_new, name="own-new"),
    path("imports/fichier/<str:token>/colonnes/", own_columns, name="own-columns"),
    path("imports/fichier/<str:token>/", own_trial, name="own-trial"),
    path("imports/<int:pk>/", import_run, name="importrun"),
    path("imports/<int:pk>/rapport.csv", import_run_csv, name="importrun-csv"),
    path("imports/<int:pk>/annuler/", import_undo, name="importrun-undo"),
    *existing,
]
