"""The Django app of this storey."""

from django.apps import AppConfig


class LawbookConfig(AppConfig):
    """Registers the storey's tables."""

    name = "baophu.lawbook"
    label = "lawbook"
    default_auto_field = "django.db.models.BigAutoField"
