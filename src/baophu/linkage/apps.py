"""The Django app of this storey."""

from django.apps import AppConfig


class LinkageConfig(AppConfig):
    """Registers the storey's tables."""

    name = "baophu.linkage"
    label = "linkage"
    default_auto_field = "django.db.models.BigAutoField"
