from django.apps import AppConfig


class PortabilityConfig(AppConfig):
    name = "maillage.portability"
    label = "portability"
