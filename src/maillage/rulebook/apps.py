from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "maillage.rulebook"
    label = "rulebook"
