"""The Django app of this storey."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Registers the storey's table."""

    name = "baophu.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
