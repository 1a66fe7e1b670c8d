"""Receipts, quarantine, remembered headers. The rows themselves lie beside the file as received."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models

from baophu.intake.landing import folder_of_receipt


class ReceiptState(models.TextChoices):
    """Whether a list counts."""

    ACCEPTED = "accepted", "Đã nhận"
    REPLACED = "replaced", "Đã có bản sửa"
    WITHDRAWN = "withdrawn", "Đã rút"


class Receipt(models.Model):
    """One list from one agency for one period, in one version; `rows` lie under the file's hash."""

    number = models.CharField(max_length=80, unique=True)  # "2018-Q2-commune-18754-commune_businesses-01"
    list_name = models.CharField(max_length=40)
    agency_code = models.CharField(max_length=40)
    agency_name = models.CharField(max_length=200)
    area_code = models.CharField(max_length=8, blank=True)
    period = models.CharField(max_length=10)
    begins_on = models.DateField()
    ends_on = models.DateField()  # last day of the period, inclusive
    received_on = models.DateField()
    received_at = models.DateTimeField()
    nil = models.BooleanField(default=False)  # "no change": counts as sent, has no rows
    file_name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size_bytes = models.BigIntegerField(default=0)
    version = models.IntegerField(default=1)
    state = models.CharField(max_length=10, choices=ReceiptState.choices, default=ReceiptState.ACCEPTED)
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)
    taken = models.IntegerField(default=0)
    quarantined = models.IntegerField(default=0)
    folder = models.CharField(
        max_length=160, blank=True
    )  # below the evidence folder: "ab/abcd…-new_businesses"
    rows_name = models.CharField(max_length=40, default="rows.parquet")  # a corrected row makes a new one
    encoding = models.CharField(max_length=20, blank=True)
    sheet = models.CharField(max_length=120, blank=True)
    header_row = models.IntegerField(default=0)  # 1-based line of the sheet
    header = models.JSONField(default=list)  # titles as they came, by column
    mapping = models.JSONField(default=dict)  # field -> column index (0-based)
    units = models.JSONField(default=dict)  # money field -> đồng in one unit of its column
    warnings = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    @property
    def evidence(self) -> Path:
        """Where the file and its rows lie."""
        return folder_of_receipt(folder=self.folder, sha256=self.sha256, list_name=self.list_name)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["list_name", "agency_code", "period"], name="receipt_list_agency_period")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["list_name", "agency_code", "period", "version"], name="receipt_version_once"
            ),
            models.UniqueConstraint(
                fields=["list_name", "agency_code", "period"],
                condition=models.Q(state="accepted"),
                name="one_accepted_version",
            ),
        ]


class Fault(models.Model):
    """One reason why one row could not be taken; a correction keeps the former value."""

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="+")
    row = models.IntegerField()
    sheet_row = models.IntegerField()
    column = models.CharField(max_length=120, blank=True)  # the field's identifier
    title = models.CharField(max_length=200, blank=True)  # the header as it came
    value = models.TextField(blank=True)
    code = models.CharField(max_length=40)
    reason = models.TextField()
    corrected_value = models.TextField(null=True)
    corrected_at = models.DateTimeField(null=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["receipt", "row", "id"]
        indexes = [models.Index(fields=["receipt", "row"], name="fault_receipt_row")]


class HeaderMapping(models.Model):
    """A header that a person mapped once, remembered for that agency and list."""

    list_name = models.CharField(max_length=40)
    agency_code = models.CharField(max_length=40)
    header_key = models.CharField(max_length=200)  # folded header
    field = models.CharField(max_length=40)  # empty: leave this column out
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list_name", "agency_code", "header_key"], name="header_mapped_once"
            )
        ]


class Refusal(models.Model):
    """A file that could not be taken, with the sentence that was answered."""

    list_name = models.CharField(max_length=40)
    agency_name = models.CharField(max_length=200)
    period = models.CharField(max_length=10)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, blank=True)
    code = models.CharField(max_length=60)
    sentence = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class Draft(models.Model):
    """A list that somebody types row by row; it ends with its receipt."""

    list_name = models.CharField(max_length=40)
    agency_code = models.CharField(max_length=40)
    period = models.CharField(max_length=10)
    rows = models.JSONField(default=list)  # as `typed.rules.TypedRow`
    former_number = models.CharField(max_length=80, blank=True)  # the receipt whose rows it began with
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["list_name", "agency_code", "period"], name="one_draft_of_a_period"
            )
        ]
