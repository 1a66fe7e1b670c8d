"""The Django app of this storey."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Registers the storey's tables."""

    name = "baophu.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
