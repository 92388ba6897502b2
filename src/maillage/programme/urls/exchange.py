"""Plans that come in from a spreadsheet or a programme file, and go out."""

from django.urls import URLPattern, path

from maillage.programme.views.exchange_given import plan_template, share
from maillage.programme.views.exchange_start import plan_import, plan_undo
from maillage.programme.views.exchange_table import plan_columns, plan_trial
from maillage.programme.views.exchange_taking import plan_choose, plan_taken

urlpatterns: list[URLPattern] = [
    path("import/", plan_import, name="plan-import"),
    path("import/modele/", plan_template, name="plan-template"),
    path("import/<int:pk>/annuler/", plan_undo, name="plan-undo"),
    path("import/tableau/<str:token>/colonnes/", plan_columns, name="plan-columns"),
    path("import/tableau/<str:token>/", plan_trial, name="plan-trial"),
    path("import/programme/<str:token>/choix/", plan_choose, name="plan-choose"),
    path("import/programme/<str:token>/", plan_taken, name="plan-taken"),
    path("partager/", share, name="share"),
]
