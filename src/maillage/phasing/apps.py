from django.apps import AppConfig


class PhasingConfig(AppConfig):
    name = "maillage.phasing"
    label = "phasing"
