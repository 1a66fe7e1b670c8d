"""The Django app of this storey."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Registers the storey's tables."""

    name = "baophu.plan"
    label = "plan"
    default_auto_field = "django.db.models.BigAutoField"
