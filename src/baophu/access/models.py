"""People who use the program, the audit journal and the runs."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac


class Role(models.TextChoices):
    """What a person is here for; rights are bound to the role and the area (mission, "Roles")."""

    PROVINCE_LEADER = "province_leader", "Lãnh đạo UBND tỉnh"
    AREA_LEADER = "area_leader", "Lãnh đạo UBND huyện, xã"
    SI_DIRECTOR = "si_director", "Giám đốc BHXH tỉnh"
    SI_PROVINCE = "si_province", "Cán bộ BHXH tỉnh"
    SI_DISTRICT = "si_district", "Cán bộ BHXH huyện"
    SI_DESK = "si_desk", "Cán bộ một cửa BHXH"
    COMMUNE_CLERK = "commune_clerk", "Cán bộ UBND xã"
    AGENCY_CLERK = "agency_clerk", "Cán bộ sở, ngành"
    OVERSIGHT = "oversight", "Giám sát của HĐND, Mặt trận"
    AUDITOR = "auditor", "Kiểm toán, giám sát"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"


class User(AbstractUser):
    """A person who signs in, with the post acted in; `area_code` is the code its area had on `post_from`.

    The post's columns are a copy of the `Post` taken up last; `posts.actions` alone writes them.
    """

    role = models.CharField(max_length=20, choices=Role.choices, default=Role.AUDITOR)
    full_name = models.CharField(max_length=80)
    post = models.CharField(max_length=120, blank=True)
    agency_code = models.CharField(max_length=40, blank=True)
    area_code = models.CharField(max_length=8, default="42")
    post_from = models.DateField(null=True)  # None: without a beginning, the area named as of the day asked
    post_until = models.DateField(null=True)  # the first day on which it holds no longer
    session_epoch = models.PositiveIntegerField(default=0)  # raised to end every session at once

    REQUIRED_FIELDS = ["full_name"]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Bind a session to the password and to the epoch: a change of either ends it."""
        key = "baophu.access.models.User.session"
        return salted_hmac(
            key, f"{self.password}\0{self.session_epoch}", secret=secret, algorithm="sha256"
        ).hexdigest()


class Post(models.Model):
    """A role at an agency for an area (its code on `starts_on`), from day to day; ended, never erased."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    agency_code = models.CharField(max_length=40, blank=True)
    area_code = models.CharField(max_length=8)
    title = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    given_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    handed_to = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_before__isnull=True)
                | models.Q(ends_before__gte=models.F("starts_on")),
                name="post_does_not_end_before_it_starts",
            )
        ]


class InvitationKind(models.TextChoices):
    """What a one-time link is for."""

    FIRST = "first"
    RESET = "reset"


class Invitation(models.Model):
    """A one-time link by which a person sets a password; only the hash of its secret is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=InvitationKind.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class SignInAttempt(models.Model):
    """One try to sign in; failures since the last success or release lock the name, or the address."""

    name = models.CharField(max_length=150)
    address = models.CharField(max_length=45)
    at = models.DateTimeField()
    failed = models.BooleanField()
    cleared = models.BooleanField(default=False)  # counts no longer against the name

    class Meta:
        indexes = [
            models.Index(fields=["name", "at"], name="attempt_name_at"),
            models.Index(fields=["address", "at"], name="attempt_address_at"),
        ]


class SecondStepKind(models.TextChoices):
    """How a person proves more than a password."""

    TOTP = "totp", "Ứng dụng mã 6 số"
    PASSKEY = "passkey", "Khóa truy cập"


class SecondStep(models.Model):
    """An authenticator of a person: an app's secret (sealed), or a passkey's public key."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=SecondStepKind.choices)
    name = models.CharField(max_length=60, blank=True)
    sealed = models.TextField(blank=True)  # totp: the secret, encrypted with a key of the settings
    credential_id = models.CharField(max_length=400, blank=True)  # passkey, base64url
    public_data = models.TextField(blank=True)  # passkey: attested credential data, base64url
    counter = models.BigIntegerField(default=0)  # totp: the last time step used; passkey: its own counter
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["credential_id"], condition=~models.Q(credential_id=""), name="passkey_once"
            )
        ]


class RecoveryCode(models.Model):
    """A code to be written down, good for one sign-in without the authenticator."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class AuditEntry(models.Model):
    """One line of the append-only journal; `hash` covers the line and the hash before it."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, db_index=True)
    area_code = models.CharField(max_length=8, blank=True)
    detail = models.JSONField(default=dict)
    role = models.CharField(
        max_length=20, blank=True
    )  # in which it was done; blank on lines before roles were kept
    previous_hash = models.CharField(max_length=64, unique=True)  # unique: the chain cannot fork
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["by", "at"], name="audit_by_at"),
            models.Index(fields=["action", "at"], name="audit_action_at"),
            models.Index(fields=["at"], name="audit_at"),
        ]


class AuditMention(models.Model):
    """A further subject of a line (a person whom a list showed), to be found by; hashed in `detail.also`."""

    entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120, db_index=True)


class RunState(models.TextChoices):
    """Where a run stands; only `published` results are seen."""

    RUNNING = "running"
    PUBLISHED = "published"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Run(models.Model):
    """One reconciliation: what went in (hashes), how far it is, what came out. Never overwritten."""

    on = models.DateField()
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.RUNNING)
    engine = models.CharField(max_length=10, default="duckdb")
    started_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=80, blank=True)
    progress_permille = models.IntegerField(default=0)
    evidence_hash = models.CharField(max_length=64, blank=True)
    decisions_hash = models.CharField(max_length=64, blank=True)
    law_hash = models.CharField(max_length=64, blank=True)
    result_hash = models.CharField(max_length=64, blank=True)
    figures = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="running"), name="one_run_at_a_time"
            )
        ]
