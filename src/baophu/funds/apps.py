"""The Django app of this storey."""

from django.apps import AppConfig


class FundsConfig(AppConfig):
    """Registers the storey's tables."""

    name = "baophu.funds"
    label = "funds"
    default_auto_field = "django.db.models.BigAutoField"
