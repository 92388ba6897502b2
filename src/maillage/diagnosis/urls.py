"""Addresses of the diagnosis."""

from django.urls import path

from maillage.diagnosis.editors import COMPARABLE, CONSULTATION, FINDING, SESSION, SWOT, THEME
from maillage.diagnosis.views.case import case, case_copy
from maillage.diagnosis.views.cases import cases
from maillage.diagnosis.views.collecting import contribution_new, contributions_file
from maillage.diagnosis.views.comparables import comparable, comparables
from maillage.diagnosis.views.comparison import comparison
from maillage.diagnosis.views.consultation import consultation, form_link
from maillage.diagnosis.views.consultations import consultations, public_page
from maillage.diagnosis.views.contributions import (
    contribution,
    contribution_erase,
    contributions,
    contributions_sort,
)
from maillage.diagnosis.views.epci import epci
from maillage.diagnosis.views.figure import figure
from maillage.diagnosis.views.figures import figures
from maillage.diagnosis.views.finding import finding
from maillage.diagnosis.views.findings import finding_move, findings
from maillage.diagnosis.views.grades import grades
from maillage.diagnosis.views.national import card, national
from maillage.diagnosis.views.session import session, task_done
from maillage.diagnosis.views.swot import swot, swot_line
from maillage.diagnosis.views.theme import theme
from maillage.diagnosis.views.typologies import typologies, typologies_csv
from maillage.diagnosis.views.work import work

app_name = "diagnosis"
urlpatterns = [
    path("", figures, name="figures"),
    path("chiffres/<str:code>/", figure, name="figure"),
    path("intercommunalites/<str:code>/", epci, name="epci"),
    path("reperes/", national, name="national"),
    path("reperes/bibliotheques/<str:code>/", card, name="card"),
    path("comparaison/", comparison, name="comparison"),
    path("typologies/", typologies, name="typologies"),
    path("typologies/typologies.csv", typologies_csv, name="typologies-csv"),
    path("typologies/importer/", grades, name="grades"),
    path("constats/", findings, name="findings"),
    *FINDING.urls(),
    path("constats/<str:code>/rang/", finding_move, name="finding-move"),
    path("constats/<str:code>/", finding, name="finding"),
    path("forces-et-faiblesses/", swot, name="swot"),
    *SWOT.urls(),
    path("forces-et-faiblesses/<str:code>/", swot_line, name="swotline"),
    path("seances/", work, name="work"),
    *SESSION.urls(),
    path("seances/taches/<str:code>/faite/", task_done, name="task-done"),
    path("seances/<str:code>/", session, name="workingsession"),
    path("concertation/", consultations, name="consultations"),
    path("concertation/page-publique/", public_page, name="public-page"),
    *CONSULTATION.urls(),
    path("concertation/demarches/<str:code>/formulaire/", form_link, name="consultation-form"),
    path("concertation/demarches/<str:code>/", consultation, name="consultation"),
    *THEME.urls(),
    path("concertation/themes/<str:code>/", theme, name="contributiontheme"),
    path("concertation/contributions/", contributions, name="contributions"),
    path("concertation/contributions/classer/", contributions_sort, name="contributions-sort"),
    path("concertation/contributions/saisir/", contribution_new, name="contribution-new"),
    path("concertation/contributions/importer/", contributions_file, name="contributions-file"),
    path("concertation/contributions/<int:number>/", contribution, name="contribution"),
    path("concertation/contributions/<int:number>/effacer/", contribution_erase, name="contribution-erase"),
    path("comparables/", comparables, name="comparables"),
    path("comparables/bibliotheque/", cases, name="cases"),
    path("comparables/bibliotheque/<str:code>/", case, name="case"),
    path("comparables/bibliotheque/<str:code>/ajouter/", case_copy, name="case-copy"),
    *COMPARABLE.urls(),
    path("comparables/<str:code>/", comparable, name="comparable"),
]
