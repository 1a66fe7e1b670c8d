"""The Django app of this storey."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers the storey's tables."""

    name = "baophu.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
