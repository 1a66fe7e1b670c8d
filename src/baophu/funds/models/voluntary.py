"""Voluntary participants: payments, months, stretches of a run; claims to Finance; sponsorships.

Rows of a run are versioned: seen in run `r` when `run_from <= r` and (`run_until` is null or later).
"""

from __future__ import annotations

from django.db import models


class GroupKind(models.TextChoices):
    """The groups that the State supports differently."""

    POOR = "poor", "Hộ nghèo"
    NEAR_POOR = "near_poor", "Hộ cận nghèo"
    ETHNIC_MINORITY = "ethnic_minority", "Dân tộc thiểu số"
    OTHER = "other", "Đối tượng khác"


class OfRuns(models.Model):
    """Known from one run up to (not including) another, of one person."""

    run_from = models.IntegerField()
    run_until = models.IntegerField(null=True)
    fingerprint = models.CharField(max_length=32)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class VoluntaryPayment(OfRuns):
    """One payment: what the list says, what the law of its day says, what differs."""

    receipt_id = models.IntegerField()
    row = models.IntegerField()
    position = models.IntegerField()  # among the person's payments, by day
    si_number = models.CharField(max_length=20, blank=True)
    district_code = models.CharField(max_length=8, blank=True)
    commune_code = models.CharField(max_length=8, blank=True)
    agent_code = models.CharField(max_length=40, blank=True)
    staff = models.CharField(max_length=120, blank=True)
    enrolment = models.CharField(max_length=8, blank=True)  # new, renewed, as declared
    goes_on = models.BooleanField()  # the month before is told too
    income_vnd = models.BigIntegerField()
    mode_months = models.IntegerField(null=True)
    from_month = models.DateField()
    to_month = models.DateField()
    months = models.IntegerField()
    way = models.CharField(max_length=8)
    told_group = models.CharField(max_length=16, blank=True)
    grp = models.CharField(max_length=16, choices=GroupKind.choices)
    poor_receipt_id = models.IntegerField(null=True)
    poor_row = models.IntegerField(null=True)
    receipt_no = models.CharField(max_length=60, blank=True)
    paid_on = models.DateField()
    day_told = models.BooleanField()
    due_vnd = models.BigIntegerField(null=True)
    due_law_vnd = models.BigIntegerField(null=True)
    due_why = models.CharField(max_length=60, blank=True)  # a parameter's key, `income`, `way`
    paid_vnd = models.BigIntegerField(null=True)
    own_vnd = models.BigIntegerField(null=True)  # paid, else by law
    state_vnd = models.BigIntegerField(null=True)
    support_vnd = models.BigIntegerField(null=True)  # by law, of the months that stand
    local_vnd = models.BigIntegerField(null=True)
    other_vnd = models.BigIntegerField(null=True)
    supported_months = models.IntegerField()
    unused_months = models.IntegerField()
    refund_vnd = models.BigIntegerField(null=True)
    flags = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="voluntary_payment_person"),
            models.Index(fields=["district_code", "commune_code"], name="voluntary_payment_area"),
        ]


class VoluntaryMonth(OfRuns):
    """One month of one payment, and who pays what of it."""

    receipt_id = models.IntegerField()
    row = models.IntegerField()
    month = models.DateField()
    paid_on = models.DateField()
    day_told = models.BooleanField()
    status = models.CharField(max_length=12)
    grp = models.CharField(max_length=16, choices=GroupKind.choices)
    poor_receipt_id = models.IntegerField(null=True)
    poor_row = models.IntegerField(null=True)
    number = models.IntegerField(null=True)  # of the supported months of a life
    support_vnd = models.BigIntegerField(null=True)
    local_vnd = models.BigIntegerField(null=True)
    other_vnd = models.BigIntegerField()
    sponsored_vnd = models.BigIntegerField()
    lacks = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "month"], name="voluntary_month_person"),
            models.Index(fields=["paid_on"], name="voluntary_month_paid_on"),
        ]


class VoluntaryStretch(OfRuns):
    """Months without a gap in which a person takes part, as the lists tell."""

    number = models.IntegerField()
    starts_on = models.DateField()
    ends_before = models.DateField()
    renew_by = models.DateField(null=True)
    newest = models.BooleanField()  # no later stretch of the person
    district_code = models.CharField(max_length=8, blank=True)
    commune_code = models.CharField(max_length=8, blank=True)
    agent_code = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="voluntary_stretch_person"),
            models.Index(fields=["starts_on", "ends_before"], name="voluntary_stretch_span"),
            models.Index(fields=["district_code", "commune_code"], name="voluntary_stretch_area"),
        ]


class Sponsorship(models.Model):
    """An organisation pays for participants; taken back with a reason, never erased."""

    organisation = models.CharField(max_length=200)
    document_no = models.CharField(max_length=80)
    document_on = models.DateField()
    starts_on = models.DateField()
    ends_before = models.DateField()
    amount_vnd = models.BigIntegerField(null=True)
    share_ppm = models.IntegerField(null=True)  # of a month's contribution, in millionths
    groups = models.CharField(max_length=60, blank=True)  # words of GroupKind; empty: everybody
    area_code = models.CharField(max_length=8, blank=True)
    people = models.TextField(
        blank=True
    )  # insurance numbers of named people, parted by spaces; empty: nobody named
    by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_vnd__isnull=True) ^ models.Q(share_ppm__isnull=True),
                name="sponsorship_amount_or_share",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_before__gt=models.F("starts_on")), name="sponsorship_has_months"
            ),
        ]


class SponsoredMonth(OfRuns):
    """What one sponsorship pays of one month of one person."""

    sponsorship = models.ForeignKey(Sponsorship, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    amount_vnd = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["person"], name="sponsored_month_person")]


class ClaimState(models.TextChoices):
    """Where a claim to Finance stands; `preparing` is never shown."""

    PREPARING = "preparing", "Đang lập"
    DRAFTED = "drafted", "Đã lập"
    SUBMITTED = "submitted", "Đã gửi Sở Tài chính"
    TRANSFERRED = "transferred", "Đã chuyển tiền"
    SETTLED = "settled", "Đã quyết toán"
    WITHDRAWN = "withdrawn", "Đã hủy"


class Claim(models.Model):
    """The support asked from Finance for one quarter; its lines never change."""

    quarter_on = models.DateField()  # first day
    run = models.ForeignKey("access.Run", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=ClaimState.choices, default=ClaimState.PREPARING)
    lines = models.IntegerField(default=0)
    people = models.IntegerField(default=0)
    amount_vnd = models.BigIntegerField(default=0)  # corrections of former quarters included
    corrections_vnd = models.BigIntegerField(default=0)
    held_back = models.IntegerField(default=0)  # months without a receipt's day, not claimed

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quarter_on"],
                condition=~models.Q(state__in=["withdrawn", "preparing"]),
                name="one_claim_a_quarter",
            )
        ]


class ClaimStep(models.Model):
    """One step of a claim: who, when, by which document, how much."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=ClaimState.choices)
    document_no = models.CharField(max_length=80, blank=True)
    document_on = models.DateField(null=True)
    amount_vnd = models.BigIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


class ClaimLine(models.Model):
    """One month of one person in a claim, with what it rests on and why."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    quarter_on = models.DateField()  # the quarter in which it was paid
    kind = models.CharField(max_length=10)  # claim, correction
    why = models.CharField(max_length=12)  # of a correction: what has changed
    amount_vnd = models.BigIntegerField()
    grp = models.CharField(max_length=16, blank=True)
    paid_on = models.DateField(null=True)
    number = models.IntegerField(null=True)
    receipt_id = models.IntegerField(null=True)
    row = models.IntegerField(null=True)
    poor_receipt_id = models.IntegerField(null=True)
    poor_row = models.IntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "person", "month"], name="claim_line_once")]


class TopUpState(models.TextChoices):
    """Where a proposal of the province's own support stands."""

    DRAFTED = "drafted", "Đã lập"
    APPROVED = "approved", "Đã được chấp thuận"
    REJECTED = "rejected", "Không được chấp thuận"


class TopUp(models.Model):
    """A proposal that the province adds to the State's support, with the numbers it was made with."""

    area_code = models.CharField(max_length=8)
    run = models.ForeignKey("access.Run", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=TopUpState.choices, default=TopUpState.DRAFTED)
    by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    document_no = models.CharField(max_length=80, blank=True)
    document_on = models.DateField(null=True)
    decided_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=300, blank=True)


class TopUpLine(models.Model):
    """One group in one year of a proposal."""

    proposal = models.ForeignKey(TopUp, on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField()
    grp = models.CharField(max_length=16, choices=GroupKind.choices)
    people = models.IntegerField()
    share_ppm = models.IntegerField()  # of the contribution at the poverty line, in millionths
    state_vnd = models.BigIntegerField()
    local_vnd = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "year", "grp"], name="topup_line_once"),
        ]


class Agent(models.Model):
    """An organisation under contract to collect; its code is the one that lists name."""

    code = models.CharField(max_length=40, unique=True)
    organisation = models.CharField(max_length=200)
    area_code = models.CharField(max_length=8)
    document_no = models.CharField(max_length=80)
    document_on = models.DateField()
    by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=300, blank=True)
