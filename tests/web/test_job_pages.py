"""The pages of long work: whose it is, what stands on them, how many queries they take."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from baophu.access.models import AuditEntry, Role
from baophu.jobs import queue
from baophu.jobs.models import Job
from baophu.jobs.queries import JobKind, JobState, made_folder
from baophu.web.lists import sending

pytestmark = pytest.mark.django_db
BUDGET = 12
HEADER = "Tên cơ sở,Chủ hộ,Xã,Loại,Lao động thuê\n"


def begin(client: Client, on: str = "30/06/2018") -> str:
    """Begin a reconciliation as the form does; the job's address."""
    answer = client.post("/cong-viec/doi-chieu/", {"on": on})
    assert answer.status_code == 302
    return str(answer["Location"])


def end(state: JobState, outcome: dict[str, object]) -> None:
    """Let a worker take the job that waits and end it so."""
    taken = queue.take(worker="w", at=datetime.now(UTC))
    assert taken is not None
    queue.end(taken, state=state, outcome=outcome, at=datetime.now(UTC))


def test_a_job_begun_has_a_page_with_a_number_and_a_way_to_cancel(signed_in) -> None:
    client = signed_in()
    where = begin(client)
    assert client.cookies["jobs"].value == "1"
    page = client.get(where).content.decode()
    assert "Đối chiếu, số liệu đến hết ngày 30/06/2018" in page
    assert "0&nbsp;%" in page and "Hủy việc này" in page
    assert client.post(f"{where}huy/").status_code == 302
    assert "Đã hủy theo yêu cầu. Không có gì được ghi dở." in client.get(where).content.decode()


def test_anothers_job_is_not_found(signed_in) -> None:
    where = begin(signed_in())
    other = signed_in(Role.SI_PROVINCE)
    for path in (where, f"{where}tien-do/", f"{where}tep/"):
        assert other.get(path).status_code == 404, path
    assert other.post(f"{where}huy/").status_code == 404
    assert Job.objects.get().state == JobState.WAITING


@pytest.mark.parametrize("role", [Role.SI_DISTRICT, Role.COMMUNE_CLERK, Role.PROVINCE_LEADER, Role.AUDITOR])
def test_who_may_not_reconcile_finds_no_page_for_it(signed_in, role: Role) -> None:
    client = signed_in(role)
    assert client.get("/cong-viec/doi-chieu/").status_code == 404
    assert client.post("/cong-viec/doi-chieu/", {"on": "30/06/2018"}).status_code == 404
    assert not Job.objects.exists()


@pytest.mark.parametrize("on", ["", "31/02/2018", "hôm qua", "01/01/2017", "31/12/2999", "1/2"])
def test_a_day_that_cannot_be_is_told_beside_the_field(signed_in, on: str) -> None:
    answer = signed_in().post("/cong-viec/doi-chieu/", {"on": on})
    assert answer.status_code == 422
    assert 'aria-describedby="why"' in answer.content.decode()
    assert not Job.objects.exists()


def test_the_end_is_told_once_on_whatever_page_one_is(signed_in) -> None:
    client = signed_in()
    begin(client)
    assert client.get("/cong-viec/tin/").json() == {"running": 1, "ended": []}
    end(JobState.REFUSED, {"message": "Thiếu {what}.", "values": {"what": "cột"}})
    told = client.get("/cong-viec/tin/")
    assert told.json()["ended"][0]["told"] == "Thiếu cột."
    assert client.cookies["jobs"].value == ""  # nothing runs: the browser asks no more
    assert client.get("/cong-viec/tin/").json() == {"running": 0, "ended": []}


def test_the_progress_alone_says_whether_to_ask_again(signed_in) -> None:
    client = signed_in()
    where = begin(client)
    assert client.get(f"{where}tien-do/")["X-Under-Way"] == "1"
    end(JobState.FAILED, {"message": "x", "values": {}})
    assert client.get(f"{where}tien-do/")["X-Under-Way"] == "0"


def test_an_export_is_fetched_by_who_began_it_and_each_fetch_is_journaled(signed_in) -> None:
    client = signed_in()
    where = client.post("/cong-viec/xuat/", {"what": "duties", "ending": "csv"})["Location"]
    job = Job.objects.get()
    folder = made_folder(job.pk)
    folder.mkdir(parents=True)
    (folder / "duties.csv").write_bytes(b"on,list\n")
    assert client.get(f"{where}tep/").status_code == 404  # not done yet
    end(JobState.DONE, {"file": "duties.csv", "rows": 0})
    assert b"".join(client.get(f"{where}tep/").streaming_content) == b"on,list\n"
    assert AuditEntry.objects.filter(action="export.fetch", subject=f"job:{job.pk}").count() == 1


@pytest.mark.parametrize(
    "given", [{"what": "passwords", "ending": "csv"}, {"what": "links", "ending": "exe"}]
)
def test_what_is_not_exported_is_not_found(signed_in, given: dict[str, str]) -> None:
    assert signed_in().post("/cong-viec/xuat/", given).status_code == 404


def test_a_large_file_is_staged_and_a_wrong_sender_still_refused_at_once(signed_in, monkeypatch) -> None:
    monkeypatch.setattr(sending, "BACKGROUND_BYTES", 100)
    client = signed_in(Role.COMMUNE_CLERK, "18685")
    rows = HEADER + "Tạp hóa,Đặng Thị Thủy,Cẩm Bình,HKD,2\n" * 5
    fields = {"list": "commune_businesses", "agency": "", "period": "2018-Q2"}
    answer = client.post(
        "/danh-sach/gui/", {**fields, "file": SimpleUploadedFile("a.csv", rows.encode())},
        headers={"accept": "application/json"},
    )  # fmt: skip
    job = Job.objects.get()
    assert json.loads(answer.content) == {"to": f"/cong-viec/{job.pk}/"}
    assert (job.kind, job.arguments["agency"]) == (JobKind.RECEIVE, "commune-18685")
    bad = client.post(
        "/danh-sach/gui/",
        {**fields, "period": "2018-Q9", "file": SimpleUploadedFile("b.csv", rows.encode())},
    )
    assert bad.status_code == 422 and Job.objects.count() == 1


@pytest.mark.parametrize("path", ["", "tin/", "doi-chieu/", "xuat/", "1/", "1/tien-do/"])
def test_the_pages_stay_within_the_budget_of_queries(
    signed_in, sample, path: str, django_assert_max_num_queries
) -> None:
    client = signed_in()
    begin(client)
    for _ in range(20):
        client.post("/cong-viec/xuat/", {"what": "duties", "ending": "csv"})
    path = path.replace("1/", f"{Job.objects.order_by('id')[0].pk}/")
    with django_assert_max_num_queries(BUDGET):
        assert client.get(f"/cong-viec/{path}").status_code == 200
