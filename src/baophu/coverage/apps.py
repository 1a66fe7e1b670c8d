"""The Django app of this storey."""

from django.apps import AppConfig


class CoverageConfig(AppConfig):
    """Registers the storey's tables."""

    name = "baophu.coverage"
    label = "coverage"
    default_auto_field = "django.db.models.BigAutoField"
