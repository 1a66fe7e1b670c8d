"""Transfers, accounts month by month, what a closing froze, and what officers decided.

A row of a run is seen in run `r` when `run_from <= r` and (`run_until` is null or `run_until > r`).
Decisions and postings are append-only: a decision is withdrawn, never erased.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models


class MoneyFund(models.TextChoices):
    """The four columns of the notice."""

    SOCIAL = "social", "BHXH"
    HEALTH = "health", "BHYT"
    UNEMPLOYMENT = "unemployment", "BHTN"
    ACCIDENT = "accident", "BHTNLĐ, BNN"


class OfRun(models.Model):
    """Known from one run up to (not including) another, of a unit that the register may know."""

    employer = models.ForeignKey("register.Employer", null=True, on_delete=models.PROTECT, related_name="+")
    unit_code = models.CharField(max_length=24, blank=True)
    run_from = models.IntegerField()
    run_until = models.IntegerField(null=True)
    fingerprint = models.CharField(max_length=32)

    class Meta:
        abstract = True


class Transfer(OfRun):
    """A row of a list of payments: the unit it belongs to and how that is known, or why it is held."""

    transfer_key = models.CharField(max_length=120)  # list:sha256:row
    receipt_id = models.IntegerField()
    row = models.IntegerField()
    paid_on = models.DateField()
    booked_on = models.DateField(null=True)  # null while held
    amount_vnd = models.BigIntegerField()
    how = models.CharField(max_length=12, blank=True)  # assigned, unit_code, reference, tax_code, payer
    held = models.CharField(max_length=20, blank=True)  # why, blank when matched
    other = models.TextField(blank=True)  # what stood in the way
    reference = models.CharField(max_length=400, blank=True)
    voucher_no = models.CharField(max_length=60, blank=True)
    payer = models.CharField(max_length=400, blank=True)
    account = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit_code", "booked_on"], name="transfer_unit"),
            models.Index(fields=["held", "paid_on"], name="transfer_held"),
            models.Index(fields=["transfer_key"], name="transfer_key"),
        ]


class OpeningBalance(OfRun):
    """What BHXH says a unit owed (below 0: had paid over) on the first day of a month."""

    month = models.DateField()
    social_vnd = models.BigIntegerField()
    health_vnd = models.BigIntegerField()
    unemployment_vnd = models.BigIntegerField()
    accident_vnd = models.BigIntegerField()
    interest_vnd = models.BigIntegerField()
    receipt_id = models.IntegerField()
    row = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["unit_code"], name="opening_unit")]


class Balance(OfRun):
    """What a unit owes for a month and a fund on the run's day."""

    month = models.DateField()
    fund = models.CharField(max_length=12, choices=MoneyFund.choices)
    due_vnd = models.BigIntegerField()
    paid_vnd = models.BigIntegerField()
    owed_vnd = models.BigIntegerField()
    interest_vnd = models.BigIntegerField()  # charged, as far as it can be told
    interest_paid_vnd = models.BigIntegerField()
    due_on = models.DateField()
    age = models.CharField(max_length=8)  # not_due, late, owed, long
    undetermined_from = models.DateField(null=True)  # first and last charge of which the rate is not known
    undetermined_to = models.DateField(null=True)
    opening = models.BooleanField()  # brought forward: of this month or an earlier one
    source = models.CharField(max_length=400, blank=True)  # list:file, of an opening balance list:file:row
    district_code = models.CharField(max_length=8, blank=True)
    commune_code = models.CharField(max_length=8, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit_code", "month"], name="balance_unit"),
            models.Index(fields=["district_code", "commune_code", "age"], name="balance_area"),
        ]


class LedgerLine(OfRun):
    """A month and a fund of a unit's account; a null amount cannot be told (`undetermined` names the key)."""

    month = models.DateField()
    fund = models.CharField(max_length=12, choices=MoneyFund.choices)
    brought_owed_vnd = models.BigIntegerField()
    brought_over_vnd = models.BigIntegerField()
    brought_interest_vnd = models.BigIntegerField()
    due_vnd = models.BigIntegerField(null=True)
    adjustment_vnd = models.BigIntegerField()
    interest_base_vnd = models.BigIntegerField()  # by the day: đồng × days
    rate_ppm = models.IntegerField(null=True)
    interest_vnd = models.BigIntegerField(null=True)
    interest_adjustment_vnd = models.BigIntegerField()
    paid_vnd = models.BigIntegerField()
    paid_interest_vnd = models.BigIntegerField()
    carried_owed_vnd = models.BigIntegerField()
    carried_over_vnd = models.BigIntegerField()
    carried_interest_vnd = models.BigIntegerField()
    undetermined = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit_code", "month"], name="ledger_line_unit"),
            models.Index(fields=["month"], name="ledger_line_month"),
        ]


class Change(OfRun):
    """What a closed month now comes to otherwise, booked in the first open one (a restatement)."""

    month = models.DateField()
    of_month = models.DateField()
    fund = models.CharField(max_length=12, choices=MoneyFund.choices)
    kind = models.CharField(max_length=20)  # adjustment, reversal, interest_adjustment
    amount_vnd = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["unit_code", "month"], name="change_unit")]


class Reversal(OfRun):
    """A transfer that a closed month counted and that no list bears for the unit any more."""

    booked_on = models.DateField()
    paid_on = models.DateField()
    amount_vnd = models.BigIntegerField()
    voucher_no = models.CharField(max_length=60, blank=True)
    account = models.CharField(max_length=60, blank=True)
    times = models.BigIntegerField()


class MonthHead(OfRun):
    """How many people a unit was charged for in a month, and on what pay."""

    month = models.DateField()
    workers = models.IntegerField(null=True)
    leave_workers = models.IntegerField(null=True)
    social_base_vnd = models.BigIntegerField(null=True)
    unemployment_base_vnd = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit_code", "month"], name="month_head_unit")]


class MonthClose(models.Model):
    """A month closed for good, by whom, on the figures of which run."""

    month = models.DateField(unique=True)
    run = models.ForeignKey("access.Run", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Posting(models.Model):
    """An amount that a closing froze: booked in the closed month, for that month or an earlier one."""

    close = models.ForeignKey(MonthClose, on_delete=models.PROTECT, related_name="+")
    unit_code = models.CharField(max_length=24)
    of_month = models.DateField()
    fund = models.CharField(max_length=12, choices=MoneyFund.choices)
    kind = models.CharField(max_length=20)  # due, adjustment, reversal, interest, interest_adjustment
    amount_vnd = models.BigIntegerField(null=True)  # null: could not be told at closing

    class Meta:
        indexes = [models.Index(fields=["unit_code"], name="posting_unit")]


class PostedTransfer(models.Model):
    """A transfer that a closing counted; below 0: one that it took back."""

    close = models.ForeignKey(MonthClose, on_delete=models.PROTECT, related_name="+")
    unit_code = models.CharField(max_length=24)
    paid_on = models.DateField()
    booked_on = models.DateField()
    amount_vnd = models.BigIntegerField()
    voucher_no = models.CharField(max_length=60, blank=True)
    account = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit_code"], name="posted_transfer_unit")]


class Decision(models.Model):
    """What an officer decided, with the reason or the document; withdrawn, never erased."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_because = models.CharField(max_length=400, blank=True)

    class Meta:
        abstract = True


class Assignment(Decision):
    """A transfer given to a unit by an officer."""

    transfer_key = models.CharField(max_length=120)
    unit_code = models.CharField(max_length=24)
    because = models.CharField(max_length=400)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["transfer_key"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="assigned_once",
            )
        ]


class Commitment(Decision):
    """A unit's promise to pay what it owes by a day; interest runs on."""

    unit_code = models.CharField(max_length=24, db_index=True)
    document = models.CharField(max_length=200)
    signed_on = models.DateField()
    amount_vnd = models.BigIntegerField()
    pay_by = models.DateField()
    note = models.CharField(max_length=400, blank=True)


class DocumentKind(models.TextChoices):
    """The documents that make a debt hard to collect."""

    BANKRUPTCY = "bankruptcy", "Quyết định mở thủ tục hoặc tuyên bố phá sản của Tòa án"
    DISSOLUTION = "dissolution", "Văn bản giải thể, chấm dứt hoạt động"
    COMMUNE_RECORD = "commune_record", "Biên bản của UBND xã: không còn tại địa chỉ, chủ bỏ trốn"


class HardToCollect(Decision):
    """A unit's debt is hard to collect, with the document; it stays in every total."""

    unit_code = models.CharField(max_length=24, db_index=True)
    document_kind = models.CharField(max_length=16, choices=DocumentKind.choices)
    document = models.CharField(max_length=200)
    issued_on = models.DateField()


class ReliefKind(models.TextChoices):
    """What an officer's decision lets a unit not pay for some months."""

    PENSION_SUSPENSION = "pension_suspension", "Tạm dừng đóng vào quỹ hưu trí và tử tuất"
    ACCIDENT_REDUCTION = "accident_reduction", "Mức đóng thấp hơn vào quỹ tai nạn lao động, bệnh nghề nghiệp"


class Relief(Decision):
    """A unit pays less from one month to another, both included, by a document and an article."""

    unit_code = models.CharField(max_length=24, db_index=True)
    kind = models.CharField(max_length=20, choices=ReliefKind.choices)
    from_month = models.DateField()
    to_month = models.DateField()
    document = models.CharField(max_length=200)
    decided_on = models.DateField()
    article = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_month__gte=models.F("from_month")), name="relief_months_in_order"
            )
        ]


class DisputeOutcome(models.TextChoices):
    """How a reconciliation ended."""

    UPHELD = "upheld", "Giữ nguyên thông báo"
    CORRECTED = "corrected", "Lập thông báo sửa"


class Dispute(Decision):
    """A unit disputes the notice of a month; settled by minutes of a reconciliation."""

    unit_code = models.CharField(max_length=24, db_index=True)
    month = models.DateField()
    claim = models.CharField(max_length=1000)
    opened_on = models.DateField()
    minutes_no = models.CharField(max_length=80, blank=True)
    minutes_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, choices=DisputeOutcome.choices, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit_code", "month"],
                condition=models.Q(settled_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_dispute_a_month",
            )
        ]
