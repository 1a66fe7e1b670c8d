"""The Django app of this storey."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers the storey's tables."""

    name = "baophu.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
