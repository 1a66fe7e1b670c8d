"""Signing in: what locks and for how long, what a password must be, links good for once, codes and their drift."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.access.models import AuditEntry, Invitation, RecoveryCode, Role, SecondStep, User
from baophu.access.posts.actions import NoReason
from baophu.access.posts.queries import posts_of
from baophu.access.posts.rights import NotAnAdministrator, OwnAccount
from baophu.access.rules.locks import FAILURES_OF_A_NAME, FAILURES_OF_AN_ADDRESS, LOCK, WINDOW, locked_until
from baophu.access.rules.passwords import fault_of
from baophu.access.signing import actions, queries
from baophu.access.signing.sealing import SealedElsewhere, seal, unseal
from baophu.access.steps import actions as steps
from baophu.access.steps import codes
from baophu.access.trail.queries import verify
from baophu.kernel.errors import NotFound

NOON = datetime(2018, 7, 5, 5, 0, tzinfo=UTC)
GOOD = "song La mùa nước nổi"
MINUTE = timedelta(minutes=1)


def someone(username: str, role: Role = Role.SI_DISTRICT, area: str = "447") -> User:
    user = User(username=username, full_name="Võ Quang Nam", role=role, area_code=area)
    user.set_password(GOOD)
    user.save()
    return user


@pytest.fixture
def officer(db: None) -> User:
    return someone("nam")


@pytest.fixture
def administrator(db: None) -> User:
    return someone("quantri", Role.ADMINISTRATOR, "42")


def fail(name: str, times: int, *, address: str = "10.0.0.1", at: datetime = NOON) -> None:
    for number in range(times):
        actions.note_attempt(
            by=None, at=at + number * timedelta(seconds=1), name=name, address=address, failed=True
        )


# locks


def test_the_last_failure_that_fills_the_window_locks_and_the_lock_ends_by_itself() -> None:
    failures = [NOON + n * MINUTE for n in range(5)]
    end = failures[-1] + LOCK
    assert locked_until(failures[:4], now=NOON + 5 * MINUTE, most=5) is None
    assert locked_until(failures, now=NOON + 5 * MINUTE, most=5) == end
    assert locked_until(failures, now=end - timedelta(microseconds=1), most=5) == end
    assert locked_until(failures, now=end, most=5) is None


def test_failures_farther_apart_than_the_window_do_not_lock() -> None:
    assert locked_until([NOON, NOON + WINDOW], now=NOON + WINDOW, most=2) == NOON + WINDOW + LOCK
    apart = [NOON, NOON + WINDOW + timedelta(microseconds=1)]
    assert locked_until(apart, now=apart[-1], most=2) is None


@given(st.lists(st.integers(0, 3600), max_size=20), st.integers(0, 7200), st.integers(1, 6))
def test_a_lock_never_outlasts_the_last_failure_by_more_than_its_length(
    seconds: list[int], now: int, most: int
) -> None:
    failures = [NOON + timedelta(seconds=s) for s in seconds]
    end = locked_until(failures, now=NOON + timedelta(seconds=now), most=most)
    if end is not None:
        assert NOON + timedelta(seconds=now) < end <= max(failures) + LOCK and len(failures) >= most


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["nam", "khong-ai-ca"])
def test_a_known_and_an_unknown_name_lock_alike(name: str) -> None:
    someone("nam")
    fail(name, FAILURES_OF_A_NAME - 1)
    queries.check_not_locked(name=name, address="10.0.0.9", now=NOON + MINUTE)
    fail(name, 1, at=NOON + MINUTE)
    with pytest.raises(queries.SignInLocked, match="05:16"):
        queries.check_not_locked(name=f" {name.upper()} ", address="10.0.0.9", now=NOON + 2 * MINUTE)
    queries.check_not_locked(name="nguoi-khac", address="10.0.0.1", now=NOON + 2 * MINUTE)
    assert AuditEntry.objects.filter(action="session.lock", subject=f"user:{name}").count() == 1


def test_an_address_that_tries_many_names_is_locked_for_every_name(officer: User) -> None:
    for number in range(FAILURES_OF_AN_ADDRESS):
        fail(f"ten-{number}", 1)
    assert queries.locked(name="nam", address="10.0.0.1", now=NOON + MINUTE) is not None
    assert queries.locked(name="nam", address="10.0.0.2", now=NOON + MINUTE) is None


def test_a_success_clears_the_failures_of_the_name(officer: User) -> None:
    fail("nam", FAILURES_OF_A_NAME - 1)
    actions.note_attempt(by=officer, at=NOON + MINUTE, name="nam", address="10.0.0.1", failed=False)
    fail("nam", FAILURES_OF_A_NAME - 1, at=NOON + 2 * MINUTE)
    assert queries.locked(name="nam", address="10.0.0.1", now=NOON + 3 * MINUTE) is None
    assert AuditEntry.objects.get(action="session.begin").by == officer


def test_an_administrator_releases_a_locked_name_and_nobody_else_does(
    officer: User, administrator: User
) -> None:
    fail("nam", FAILURES_OF_AN_ADDRESS)
    with pytest.raises(NotAnAdministrator):
        actions.release(by=officer, at=NOON + MINUTE, user=officer)
    actions.release(by=administrator, at=NOON + MINUTE, user=officer)
    assert queries.locked(name="nam", address="10.0.0.1", now=NOON + MINUTE) is None
    assert AuditEntry.objects.get(action="session.release").by == administrator


# passwords


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("ngắn", "short"), ("123456789", "short"), ("x" * 129, "long"), ("8412907735", "digits"),
        ("aaaabbbbaa", "alike"), ("toi la NAMVQ 1", "name"), ("vo quang nam 99", "name"), (GOOD, None),
        ("8412907735x", None),
    ],
)  # fmt: skip
def test_a_password_is_told_its_first_fault(password: str, fault: str | None) -> None:
    found = fault_of(password, username="namvq", full_name="Võ Quang Nam")
    assert (found and found[0]) == fault


def test_a_changed_password_ends_every_session_of_before(officer: User) -> None:
    before = officer.get_session_auth_hash()
    with pytest.raises(actions.WrongPassword):
        actions.change_password(by=officer, at=NOON, former="sai", new="Bến Thủy hoàng hôn")
    with pytest.raises(actions.WeakPassword, match="trùng"):
        actions.change_password(by=officer, at=NOON, former=GOOD, new=GOOD)
    with pytest.raises(actions.WeakPassword, match="hay bị đoán"):
        actions.change_password(by=officer, at=NOON, former=GOOD, new="password12")
    assert officer.get_session_auth_hash() == before
    actions.change_password(by=officer, at=NOON, former=GOOD, new="Bến Thủy hoàng hôn")
    officer.refresh_from_db()
    assert officer.check_password("Bến Thủy hoàng hôn") and officer.get_session_auth_hash() != before
    assert not AuditEntry.objects.filter(detail__icontains="Thủy").exists()


def test_signing_out_everywhere_is_for_oneself_or_by_an_administrator(
    officer: User, administrator: User
) -> None:
    before = officer.get_session_auth_hash()
    with pytest.raises(NotAnAdministrator):
        actions.end_sessions(by=someone("lan"), at=NOON, user=officer)
    actions.end_sessions(by=officer, at=NOON, user=officer)
    middle = officer.get_session_auth_hash()
    actions.end_sessions(by=administrator, at=NOON, user=officer)
    assert len({before, middle, officer.get_session_auth_hash()}) == 3


# links


def invited(by: User | None, **changed: object) -> tuple[User, str]:
    asked: dict[str, object] = {
        "username": "lan", "full_name": " Phan  Thị Lan ", "role": Role.SI_DISTRICT, "agency_code": "si-444",
        "area_code": "444", "title": "Cán bộ thu", "starts_on": date(2018, 7, 1),
        "ends_before": date(2019, 1, 1),
    }  # fmt: skip
    return actions.invite(by=by, at=NOON, **{**asked, **changed})  # type: ignore[arg-type]


def test_an_invited_person_sets_a_password_once_and_has_the_post(administrator: User) -> None:
    user, token = invited(administrator)
    assert not user.has_usable_password() and user.full_name == "Phan Thị Lan"
    assert [(p.area_code, p.ends_before) for p in posts_of(user)] == [("444", date(2019, 1, 1))]
    assert Invitation.objects.get().token_hash != token
    with pytest.raises(actions.WeakPassword):
        actions.accept(by=None, at=NOON, token=token, password="ngắn")
    assert actions.accept(by=None, at=NOON, token=token, password=GOOD).check_password(GOOD)
    with pytest.raises(NotFound):
        actions.accept(by=None, at=NOON, token=token, password=GOOD)
    assert verify().broken is None


def test_a_link_grows_old_and_a_newer_one_voids_it(administrator: User) -> None:
    user, token = invited(administrator)
    late = NOON + timedelta(days=actions.LINK_DAYS)
    assert queries.invitation(token, at=late - MINUTE).user == user
    with pytest.raises(NotFound):
        queries.invitation(token, at=late)
    newer = actions.make_link(by=administrator, at=NOON, user=user)
    with pytest.raises(NotFound):
        queries.invitation(token, at=NOON)
    assert queries.invitation(newer, at=NOON).kind == "first"
    actions.accept(by=None, at=NOON, token=newer, password=GOOD)
    user.refresh_from_db()
    reset = actions.make_link(by=administrator, at=NOON, user=user)
    assert queries.invitation(reset, at=NOON).kind == "reset"


def test_a_reset_link_unlocks_the_name(administrator: User, officer: User) -> None:
    fail("nam", FAILURES_OF_A_NAME)
    token = actions.make_link(by=administrator, at=NOON + MINUTE, user=officer)
    actions.accept(by=None, at=NOON + MINUTE, token=token, password="Bến Thủy hoàng hôn")
    assert queries.locked(name="nam", address="10.0.0.2", now=NOON + MINUTE) is None


def test_only_an_administrator_invites_and_a_name_is_for_one_person(
    administrator: User, officer: User
) -> None:
    with pytest.raises(NotAnAdministrator):
        invited(officer)
    with pytest.raises(actions.NameTaken):
        invited(administrator, username="NAM")
    with pytest.raises(OwnAccount):
        actions.make_link(by=administrator, at=NOON, user=administrator)
    assert invited(None)[0].pk  # the operator at the command line


def test_a_closed_account_keeps_its_history_and_its_links_are_void(administrator: User) -> None:
    user, token = invited(administrator)
    before = user.get_session_auth_hash()
    with pytest.raises(NoReason):
        actions.deactivate(by=administrator, at=NOON, user=user, because=" ")
    actions.deactivate(by=administrator, at=NOON, user=user, because="Nghỉ hưu")
    user.refresh_from_db()
    assert not user.is_active and user.get_session_auth_hash() != before and len(posts_of(user)) == 1
    with pytest.raises(NotFound):
        queries.invitation(token, at=NOON)
    actions.reactivate(by=administrator, at=NOON, user=user, because="Trở lại")
    user.refresh_from_db()
    assert user.is_active
    assert AuditEntry.objects.filter(subject="user:lan", action__startswith="person.").count() == 3


def test_the_last_administrator_cannot_be_closed_and_nobody_closes_themselves(administrator: User) -> None:
    other = someone("quantri2", Role.ADMINISTRATOR, "42")
    with pytest.raises(OwnAccount):
        actions.deactivate(by=administrator, at=NOON, user=administrator, because="x")
    actions.deactivate(by=administrator, at=NOON, user=other, because="x")
    with pytest.raises(actions.LastAdministrator):
        actions.deactivate(by=None, at=NOON, user=administrator, because="x")


# second steps


def code_at(secret: str, at: datetime, steps_away: int = 0) -> str:
    return pyotp.TOTP(secret).at(at + timedelta(seconds=30 * steps_away))


def test_a_code_holds_half_a_minute_to_either_side_and_once() -> None:
    secret, now = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", int(NOON.timestamp())
    for away, good in ((-2, False), (-1, True), (0, True), (1, True), (2, False)):
        found = codes.step_of(secret, code_at(secret, NOON, away), seconds=now, after=0)
        assert (found is not None) is good, away
    assert codes.step_of(secret, code_at(secret, NOON), seconds=now, after=now // 30) is None
    for typed in ("", "12345", "abcdef", "１２３４５６", "1234567"):
        assert codes.step_of(secret, typed, seconds=now, after=0) is None


def test_the_code_of_the_published_test_vector_is_right() -> None:
    """RFC 6238, appendix B: at 59 seconds the SHA-1 code ends in 287082."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert codes.step_of(secret, "287082", seconds=59, after=0) == 1


def set_up(user: User) -> tuple[str, list[str]]:
    secret = steps.begin_totp(by=user, at=NOON)
    assert queries.waiting_secret(user) == secret and not queries.has_second_step(user)
    return secret, steps.confirm_totp(by=user, at=NOON, code=code_at(secret, NOON))


def test_an_app_counts_after_its_first_code_and_each_code_once(officer: User) -> None:
    secret = steps.begin_totp(by=officer, at=NOON)
    with pytest.raises(steps.WrongCode):
        steps.confirm_totp(by=officer, at=NOON, code="000000")
    recovery = steps.confirm_totp(by=officer, at=NOON, code=code_at(secret, NOON))
    assert queries.kinds_of(officer) == {"totp"} and len(set(recovery)) == steps.RECOVERY_CODES
    with pytest.raises(steps.WrongCode):
        steps.use_code(by=officer, at=NOON, code=code_at(secret, NOON))
    later = NOON + MINUTE
    assert steps.use_code(by=officer, at=later, code=code_at(secret, later)) == "totp"
    assert secret not in SecondStep.objects.get().sealed


def test_a_recovery_code_is_good_once_however_it_is_typed(officer: User) -> None:
    _, recovery = set_up(officer)
    assert steps.use_code(by=officer, at=NOON, code=recovery[0].upper().replace("-", " ")) == "recovery"
    with pytest.raises(steps.WrongCode):
        steps.use_code(by=officer, at=NOON, code=recovery[0])
    assert queries.codes_left(officer) == steps.RECOVERY_CODES - 1
    with pytest.raises(steps.WrongCode):
        steps.use_code(by=someone("lan"), at=NOON, code=recovery[1])
    assert not RecoveryCode.objects.filter(code_hash__in=recovery).exists()


def test_a_new_app_takes_the_place_of_the_old_and_new_codes_void_the_old(officer: User) -> None:
    former, recovery = set_up(officer)
    secret = steps.begin_totp(by=officer, at=NOON)
    steps.confirm_totp(by=officer, at=NOON, code=code_at(secret, NOON))
    later = NOON + MINUTE
    for old in (code_at(former, later), recovery[0]):
        with pytest.raises(steps.WrongCode):
            steps.use_code(by=officer, at=later, code=old)
    renewed = steps.renew_codes(by=officer, at=later)
    assert steps.use_code(by=officer, at=later, code=renewed[0]) == "recovery"


def test_an_authenticator_is_taken_away_by_its_owner_or_an_administrator(
    officer: User, administrator: User
) -> None:
    set_up(officer)
    number = queries.steps_of(officer)[0].id
    with pytest.raises(NotAnAdministrator):
        steps.remove(by=someone("lan"), at=NOON, user=officer, number=number)
    with pytest.raises(NotFound):
        steps.remove(by=administrator, at=NOON, user=administrator, number=number)
    steps.remove(by=administrator, at=NOON, user=officer, number=number)
    assert not queries.has_second_step(officer) and queries.codes_left(officer) == 0
    with pytest.raises(NotFound):
        steps.remove(by=administrator, at=NOON, user=officer, number=number)


def test_a_secret_sealed_under_another_key_is_refused_with_the_way_out(settings: object) -> None:
    sealed = seal("bí mật")
    assert unseal(sealed) == "bí mật" and "bí" not in sealed
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    with pytest.raises(SealedElsewhere):
        unseal(sealed)
