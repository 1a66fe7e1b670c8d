"""Run inside a reconciled home: every address × every role × own and other area; every object of a district.

Prints one JSON object. It reads the tables to find objects, and asks the pages as a browser would.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from journeys import rights_objects

OTHER = "444"  # Hương Khê
KY_ANH = "447"
POSTED = {  # addresses that take a form alone
    "sign-out", "language", "theme", "receipt-withdraw", "receipt-correct", "law-decide", "voluntary-claim-step",
    "passkey-ask", "passkey-enter", "my-password", "my-deed", "my-passkey-ask", "my-passkey", "people-deed",
    "keys", "employers-selection", "employers-charge", "employers-keep", "preview", "preview-confirm",
    "typing-begin", "typed-leave-out", "typed-send", "typed-discard", "pair-withdraw", "pair-batch-withdraw",
    "job-cancel", "trip-file",
}  # fmt: skip
LISTS = (  # pages that list objects of one's own area
    "/no-dong/", "/tu-nguyen/nguoi/", "/danh-sach/", "/xet-cap/", "/phan-anh/cho-tra-loi/", "/viec-cua-toi/",
    "/ban-giao/", f"/chuyen-di/?huyen={OTHER}",
)  # fmt: skip
FORMS = {"preview": {"list": "commune_businesses"}}  # without a list that exists there is no such page
ABSENT = {  # no object of this home: not found for everybody
    "invitation": "its address is a secret that only the mail holds",
    "receipt-correct": "a fault belongs to one list, and the walk's lists have none",
    "preview-confirm": "a file must have been looked at in the same session",
}
KINDS: dict[str, dict[str, Any]] = {  # what an address names beside its object
    "notice-file": {"ending": "pdf"},
    "account-decide": {"kind": "cam-ket"},
    "receipt-correct": {"fault_id": 0},
    "chart": {"name": "lo-trinh", "ending": "json"},
    "calculator-benefit": {"kind": "luong-huu"},
}
TAKEN = {200, 302, 409, 422}  # a form without what it asks is answered, not hidden
SESSIONS = {"sign-out", "language", "theme", "keys"}


def every_address() -> Iterator[tuple[str, str, str]]:
    """Every named address of the face: its name, its page in the table of rights, its pattern."""
    from django.urls import URLPattern, URLResolver
    from django.urls.resolvers import get_resolver

    def walk(patterns: Any) -> Iterator[URLPattern]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            elif pattern.name:
                yield pattern

    for pattern in walk(get_resolver().url_patterns):
        page = getattr(pattern.callback, "page_name", pattern.name)
        yield pattern.name, page, str(pattern.pattern)


def people(own: str, commune: str) -> dict[str, Any]:
    """One person of each role, bound to a district or to a commune of it."""
    from baophu.access.models import Role, User

    bound = {Role.COMMUNE_CLERK: commune, Role.SI_DISTRICT: own, Role.SI_DESK: own, Role.AREA_LEADER: own}
    made = {}
    for role in Role:
        user = User(username=f"walk-{role}", full_name="X", role=role, area_code=bound.get(role, "42"))
        user.agency_code = {Role.AGENCY_CLERK: "tax", Role.SI_DISTRICT: f"si-{own}"}.get(role, "")
        user.set_unusable_password()
        user.save()
        made[str(role)] = user
    return made


def objects_of(area: str, run: int) -> dict[str, Any] | None:
    """One object of each kind that lies in a district, or in a commune (whose clerk opens no person); None lacking one."""
    from baophu.funds.models.money import Balance
    from baophu.funds.models.voluntary import VoluntaryStretch
    from baophu.intake.models import Receipt
    from baophu.register.queries import in_area, in_run

    balance = Balance.objects.filter(in_run(run), in_area(area)).exclude(employer_id=None).first()
    lists = Receipt.objects.filter(list_name="commune_businesses", nil=False, state="accepted", taken__gt=0)
    mine = [r for r in lists.order_by("id") if area in (r.area_code, _district(r.area_code))]
    wider = area if len(area) == 3 else _district(area)
    member = VoluntaryStretch.objects.filter(in_run(run), in_area(wider)).first()
    if balance is None or not mine or member is None:
        return None
    return {
        "code": area, "employer_id": balance.employer_id, "unit_code": balance.unit_code, "month": "2018-03",
        "receipt_id": mine[0].pk, "number": 1, "person_id": member.person_id,
    }  # fmt: skip


def own_area(run: int) -> tuple[str, str]:
    """A district with objects of every kind, and a commune of it that has them too."""
    from datetime import date

    from baophu.places.queries import areas

    return next(
        (place.parent_code, place.code)
        for place in areas("commune", date(2018, 3, 31))
        if place.parent_code != OTHER and objects_of(place.code, run) and objects_of(place.parent_code, run)
    )


def _district(code: str) -> str:
    from datetime import date

    from baophu.places.queries import area

    found = area(code, date(2018, 3, 31))
    return found.parent_code if found else ""


def elsewhere(run: int, number: int, claim: int) -> dict[str, dict[str, Any]]:
    """Objects that belong to no area, by the address's name."""
    from baophu.funds.money.transfers import held_transfers
    from baophu.lawbook.models import EnteredValue

    key, entry = "voluntary.support.local", EnteredValue.objects.order_by("id").first()
    assert entry is not None
    return {
        "run": {"number": run}, "changes": {"change": "dang-ky-moi"}, "law-parameter": {"key": key},
        "law-enter": {"key": key}, "law-decide": {"number": entry.pk, "deed": "rut"},
        "blank": {"list_name": "commune_businesses"}, "held-transfer": {"key": held_transfers(run=run)[0].key},
        **{name: {"claim_id": claim} for name in ("voluntary-claim", "voluntary-claim-changes")},
        "voluntary-claim-step": {"claim_id": claim, "step": "gui"},
        "my-deed": {"what": "ma-du-phong"}, "people-person": {"number": number},
        "people-deed": {"number": number, "what": "thoat"}, "invitation": {"token": "khong-co"},
    }  # fmt: skip


def address_of(name: str, pattern: str, here: dict[str, Any], fixed: dict[str, dict[str, Any]]) -> str | None:
    """The address filled with an object; None where this walk knows no object for it."""
    from django.urls import reverse

    asked = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
    given = {**here, **KINDS.get(name, {}), **fixed.get(name, {})}
    if not set(asked) <= set(given):
        return None
    return reverse(f"web:{name}", kwargs={field: given[field] for field in asked})


def expected(user: Any, page: str, *, own: bool) -> bool:
    """Whether a page opens, as the table of rights says."""
    from baophu.access.models import Role
    from baophu.web.rights import AREA, BOUND, ENTRANCES, OWN, PUBLIC, REACH, may_person_open

    if page in PUBLIC | ENTRANCES | SESSIONS:
        return True
    if REACH.get(page) == OWN:
        return may_person_open(user, page) and own
    narrowed = {Role.AGENCY_CLERK} if page in REACH and REACH[page] != AREA else set()
    return may_person_open(user, page) and (own or page not in REACH or user.role not in BOUND | narrowed)


def ask(client: Any, name: str, address: str) -> int:
    """The status of one request; what it wrote is taken back."""
    from django.db import transaction

    with transaction.atomic():
        answer = client.post(address, FORMS.get(name, {})) if name in POSTED else client.get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return int(answer.status_code)


def draft(director: Any) -> int:
    """A claim of the first quarter, drafted by the director."""
    from django.utils import timezone

    from baophu.funds.voluntary.actions.claims import claim_support
    from baophu.kernel.time import Period

    return int(claim_support(quarter=Period.parse("2018-Q1"), by=director, at=timezone.now()).pk)


def matrix() -> dict[str, Any]:
    """Every address × every role × own and other area, held against the table of rights."""
    from django.test import Client

    from baophu.access.queries import current_run

    run = current_run()
    assert run is not None
    district, commune = own_area(run.pk)
    known = people(district, commune)
    faults: list[str] = []
    unknown: set[str] = set()
    answers: dict[str, int] = {}
    fixed = elsewhere(run.pk, known["auditor"].pk, draft(known["si_director"]))
    fixed |= rights_objects.of_province(run.pk, known["si_director"])
    other, tax = objects_of(OTHER, run.pk), _tax_list()
    named = sides(run.pk, known, district, commune)
    for role, user in known.items():
        own = objects_of(user.area_code if len(user.area_code) > 2 else district, run.pk)
        assert own and other
        own |= {"receipt_id": tax} if role == "agency_clerk" else {}
        for is_own, here in ((True, own), (False, other)):
            for name, page, pattern in every_address():
                address = address_of(name, pattern, here, fixed | named[role, is_own])
                if address is None:
                    unknown.add(name)
                    continue
                client = Client(raise_request_exception=False)
                client.force_login(user)
                status = ask(client, name, address)
                open_ = expected(user, page, own=is_own)
                fits = status in (TAKEN if open_ else {404}) or (name in ABSENT and status == 404)
                answers[str(status)] = answers.get(str(status), 0) + 1
                if not fits:
                    faults.append(f"{role} {'own' if is_own else 'other'} {name} {address}: {status}")
    return {"faults": faults, "unknown": sorted(unknown), "answers": answers, "roles": len(known)}


def sides(
    run: int, known: dict[str, Any], district: str, commune: str
) -> dict[tuple[str, bool], dict[str, dict[str, Any]]]:
    """What each role finds as its own, and what is another district's or another person's, by address."""
    from baophu.access.queries import User

    director, theirs = known["si_director"], User.objects.get(username="huongkhe")
    of_own = rights_objects.of_district(
        run, district, commune, officer=known["si_district"], director=director, elsewhere=OTHER
    )
    of_other = rights_objects.of_district(
        run, OTHER, commune_of(OTHER), officer=theirs, director=director, elsewhere=district
    )
    pairs = {True: of_own["pair"]["pair_id"], False: of_other["pair"]["pair_id"]}
    first = {
        (role, own): rights_objects.of_person(role, user, pair)
        for role, user in known.items()
        for own, pair in pairs.items()
        if own or role != "si_district"
    }
    made: dict[tuple[str, bool], dict[str, dict[str, Any]]] = {}
    for role in known:
        stranger = "si_province" if role == "si_director" else "si_director"
        words = {name: first.get((role, False), {}).get(name, {}) for name in rights_objects.WORDS}
        made[role, True] = of_own | first["si_director", True] | first[role, True]
        made[role, False] = of_other | first[stranger, False] | {n: w for n, w in words.items() if w}
        made[role, False]["pair-alike"] = of_own["pair-alike"]
    return made


def commune_of(district: str) -> str:
    """A commune of a district that sent a list of its businesses."""
    from baophu.intake.models import Receipt

    lists = Receipt.objects.filter(list_name="commune_businesses", nil=False, state="accepted", taken__gt=0)
    return next(str(r.area_code) for r in lists.order_by("id") if _district(r.area_code) == district)


def _tax_list() -> int:
    from baophu.intake.models import Receipt

    found = Receipt.objects.filter(list_name="tax_enterprises", state="accepted").first()
    assert found is not None
    return int(found.pk)


def journaled() -> dict[str, Any]:
    """Each page that shows a person in full and each export of the table, asked for once: what the journal then says."""
    from django.db import transaction
    from django.test import Client

    from baophu.access.models import AuditEntry
    from baophu.access.queries import current_run
    from baophu.web.rights import EXPORTS, PERSONAL, may_person_open

    run = current_run()
    assert run is not None
    district, commune = own_area(run.pk)
    known, here = people(district, commune), objects_of(district, run.pk)
    assert here is not None
    fixed = rights_objects.of_province(run.pk, known["si_director"])
    fixed |= sides(run.pk, known, district, commune)["si_director", True]
    said: dict[str, list[str]] = {}
    asked = {"person-seen": f"?so={here['person_id']}", "row": ""}
    rows = {"row": _member_row()}
    for name, page, pattern in every_address():
        if name not in EXPORTS | PERSONAL:
            continue
        who = next(u for r in ("si_director", "auditor") if may_person_open(u := known[r], page))
        client = Client()
        client.force_login(who)
        address = address_of(name, pattern, here | rows.get(name, {}), fixed) or ""
        with transaction.atomic():
            before = AuditEntry.objects.count()
            address += asked.get(name, "")
            answer = client.post(address) if name in PERSONAL - {"person-seen"} else client.get(address)
            if answer.streaming:
                b"".join(answer.streaming_content)
            lines = AuditEntry.objects.order_by("id")[before:]
            said[name] = [str(answer.status_code), *(f"{line.action} {line.role}" for line in lines)]
            transaction.set_rollback(True)
    return {"said": said, "named": sorted(EXPORTS | PERSONAL)}


def _member_row() -> dict[str, int]:
    from baophu.intake.models import Receipt

    found = Receipt.objects.filter(list_name="insured_members", state="accepted", taken__gt=3).first()
    assert found is not None
    return {"receipt_id": int(found.pk), "number": 3}


def main(what: str) -> None:
    """`matrix`, `district` or `journaled`."""
    json.dump(
        {"matrix": matrix, "district": district, "journaled": journaled}[what](),
        sys.stdout,
        ensure_ascii=False,
    )


def district() -> dict[str, Any]:
    """Every object of Hương Khê, asked for by the officer of Kỳ Anh, then by its own officer to see that it is there."""
    from django.test import Client

    from baophu.access.queries import User, current_run

    run = current_run()
    assert run is not None
    clients = {}
    for name in ("kyanh", "huongkhe"):
        clients[name] = Client(raise_request_exception=False)
        clients[name].force_login(User.objects.get(username=name))
    objects = [*everything_of(OTHER, run.pk), *made_of(OTHER, run.pk, elsewhere=KY_ANH)]
    faults, counts, seen = [], {}, 0
    for kind, address in objects:
        counts[kind] = counts.get(kind, 0) + 1
        status = ask(clients["kyanh"], "", address)
        if status != 404:
            faults.append(f"{address}: {status}")
    for _kind, address in objects[:: max(1, len(objects) // 300)]:
        status = ask(clients["huongkhe"], "", address)
        seen += 1
        if status != 200:
            faults.append(f"its own officer is told {status} at {address}")
    return {
        "faults": faults,
        "counts": counts,
        "own": seen,
        **searches(clients["kyanh"], clients["huongkhe"], run.pk),
    }


def everything_of(area: str, run: int) -> Iterator[tuple[str, str]]:
    """Every address that names an object of a district, with what it is."""
    from datetime import date

    from baophu.funds.models.voluntary import VoluntaryStretch
    from baophu.places.queries import areas
    from baophu.register.models import EmployerRecord
    from baophu.register.queries import in_area, in_run

    inside = [place.code for place in areas("commune", date(2018, 6, 30)) if place.parent_code == area]
    for code in (area, *inside):
        yield "area", f"/dia-ban/{code}/"
    yield "chart", f"/bieu-do/lo-trinh/{area}.json"
    yield "chart", f"/bieu-do/lo-trinh/{area}.svg"
    for code in inside:
        for page in ("", "phieu.pdf", "phieu.xlsx"):
            yield "trip", f"/chuyen-di/{code}/{page}"
    employers = EmployerRecord.objects.filter(in_run(run), in_area(area))
    for employer in employers.values_list("employer_id", flat=True):
        for page in (
            "",
            "lich-su/",
            "nguoi/",
            "nguoi/?ai=tham-gia",
            "ai-da-xem/",
            "ket-qua/",
            "thu-nop/",
            "dien-bien/",
        ):
            yield "employer", f"/don-vi/{employer}/{page}"
    people = VoluntaryStretch.objects.filter(in_run(run), in_area(area))
    for person in sorted(set(people.values_list("person_id", flat=True))):
        yield "person", f"/tu-nguyen/nguoi/{person}/"
    yield from _money_of(area, run)
    yield from _lists_of(area)


def made_of(area: str, run: int, *, elsewhere: str) -> Iterator[tuple[str, str]]:
    """Objects made in a district by its officer and the director, so that another has some to ask for."""
    from django.utils import timezone

    from baophu.access.queries import User
    from baophu.plan.objections.actions import receive
    from baophu.register.models import EmployerRecord
    from baophu.register.queries import in_area, in_run

    director, officer = (User.objects.get(username=name) for name in ("giamdoc", "huongkhe"))
    made = rights_objects.of_district(
        run, area, commune_of(area), officer=officer, director=director, elsewhere=elsewhere
    )
    for name, of in (("pair", "pair"), ("handover", "handover"), ("agent", "voluntary-agent")):
        yield name, address_of(of, _pattern_of(of), {}, made) or ""
    yield "handover", address_of("handover-minutes", _pattern_of("handover-minutes"), {}, made) or ""
    for of in ("typing", "typed-new", "typed-row"):
        yield "typed", address_of(of, _pattern_of(of), {}, made) or ""
    for pair in rights_objects.pairs_in(run, area):
        yield "pair", f"/xet-cap/{pair}/"
    employers = EmployerRecord.objects.filter(in_run(run), in_area(area))
    at, on = timezone.now(), timezone.localdate()
    for employer in employers.order_by("employer_id"):
        told = {"text": "Đơn vị đã ngừng hoạt động từ tháng trước", "said_by": "X", "contact": ""}
        code = employer.tax_code or employer.employer_id
        receive(by=officer, at=at, on=on, employer_id=employer.employer_id, tax_code=code, **told)
        yield "objection", f"/don-vi/{employer.employer_id}/phan-anh/"


def _pattern_of(name: str) -> str:
    return next(pattern for known, _page, pattern in every_address() if known == name)


def _money_of(area: str, run: int) -> Iterator[tuple[str, str]]:
    from baophu.funds.models.money import Balance
    from baophu.register.queries import in_area, in_run

    balances = Balance.objects.filter(in_run(run), in_area(area)).exclude(employer_id=None)
    for employer, unit in sorted(set(balances.values_list("employer_id", "unit_code"))):
        yield "account", f"/don-vi/{employer}/thu-nop/{unit}/cam-ket/"
        for month in ("2018-01", "2018-02", "2018-03"):
            yield "notice", f"/don-vi/{employer}/thong-bao/{unit}/{month}/"
            yield "notice", f"/don-vi/{employer}/thong-bao/{unit}/{month}/c12.pdf"


def _lists_of(area: str) -> Iterator[tuple[str, str]]:
    from baophu.intake.models import Receipt

    for receipt in Receipt.objects.exclude(area_code="").order_by("id"):
        if area not in (receipt.area_code, _district(receipt.area_code)):
            continue
        yield "list", f"/danh-sach/{receipt.pk}/"
        for page in () if receipt.nil else ("tep/", "tra-loi/"):
            yield "list", f"/danh-sach/{receipt.pk}/{page}"
        for row in range(1, receipt.taken + receipt.quarantined + 1):
            yield "row", f"/danh-sach/{receipt.pk}/dong/{row}/"


def searches(client: Any, theirs_too: Any, run: int) -> dict[str, int]:
    """Names and codes of Hương Khê's employers that the other officer's searches, sheets and lists still show."""
    import openpyxl

    from baophu.register.models import EmployerRecord
    from baophu.register.queries import in_area, in_run

    theirs = EmployerRecord.objects.filter(in_run(run), in_area(OTHER))
    ids = {f"/don-vi/{e}/" for e in theirs.values_list("employer_id", flat=True)}
    shown = searched = 0
    for name, code in theirs.values_list("name", "tax_code"):
        for words in filter(None, (name, code)):
            text = client.get("/don-vi/", {"q": words, "district": OTHER}).content.decode()
            text += client.get("/don-vi/", {"q": words}).content.decode()
            searched += 2
            shown += sum(address in text for address in ids)
    sheet = client.get("/don-vi/xuat.xlsx", {"district": OTHER})
    rows = openpyxl.load_workbook(BytesIO(b"".join(sheet.streaming_content)), read_only=True).active
    cells = {str(cell) for row in rows.iter_rows(values_only=True) for cell in row if cell}
    whole = client.get("/don-vi/xuat.xlsx")
    rows = openpyxl.load_workbook(BytesIO(b"".join(whole.streaming_content)), read_only=True).active
    own = {str(cell) for row in rows.iter_rows(values_only=True) for cell in row if cell}
    exported = sum(e.split("/")[2] in cells | own for e in ids)
    listed, own_listed = (
        sum(address in "".join(one.get(page).content.decode() for page in LISTS) for address in ids)
        for one in (client, theirs_too)
    )
    return {
        "employers": len(ids),
        "searched": searched,
        "shown": shown,
        "exported": exported,
        "listed": listed,
        "own_listed": own_listed,
    }
