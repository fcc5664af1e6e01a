"""Makes the room a Django app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The app `records`; its tables are called `records_…`."""

    name = "panel.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
