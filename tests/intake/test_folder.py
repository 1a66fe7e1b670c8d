"""A folder of lists received by its manifest: repeatable, ordered by the day received, safe when killed."""

from __future__ import annotations

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import unicodedata
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from baophu.intake import actions
from baophu.intake.batch import Status
from baophu.intake.models import Receipt, ReceiptState
from baophu.intake.readers.refusals import EmptyFile
from baophu.intake.refusals import BadManifest
from intake.office import UNITS, csv_bytes, xlsx_bytes

AT = datetime(2018, 7, 5, 3, tzinfo=UTC)
SHOPS = [["Tên cơ sở", "Chủ hộ", "Xã", "Số LĐ thuê mướn"], ["Quán cơm", "Nguyễn Văn A", "Cẩm Bình", 2]]


@pytest.fixture(autouse=True)
def evidence(settings, tmp_path: Path) -> Path:  # type: ignore[no-untyped-def]
    settings.EVIDENCE = tmp_path / "evidence"
    return settings.EVIDENCE


def _folder(path: Path, lines: list[tuple[str, ...]], files: dict[str, bytes]) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    with (path / "manifest.csv").open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([("file", "list", "agency", "period", "received_on"), *lines])
    for name, data in files.items():
        (path / name).write_bytes(data)
    return path


def _receive(folder: Path) -> list[actions.Outcome]:
    return actions.receive_all(folder=folder, by=None, at=AT)


@pytest.mark.django_db
def test_a_refused_file_never_stops_the_others(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path / "ds",
        [
            ("anh.csv", "tax_enterprises", "tax", "2017", ""),
            ("nnt.csv", "tax_enterprises", "tax", "2017", "2018-02-10"),
            ("vang.csv", "tax_enterprises", "tax", "2016", ""),
            ("nnt.csv", "khong_co", "tax", "2017", ""),
            ("nnt.csv", "labour_use", "tax", "2017", "hôm qua"),
            ("../ngoai.csv", "labour_use", "labour", "2017", ""),
            ("xa.csv", "commune_businesses", "UBND xã Cẩm Bình, Huyện Cẩm Xuyên", "2018-Q2", "2018-07-02"),
        ],
        {"anh.csv": b"\xff\xd8\xff\xe0JFIF", "nnt.csv": csv_bytes(UNITS), "xa.csv": csv_bytes(SHOPS)},
    )
    (tmp_path / "ngoai.csv").write_bytes(csv_bytes(UNITS))
    outcomes = _receive(folder)
    accepted, refused = Status.ACCEPTED, Status.REFUSED
    assert [o.status for o in outcomes] == [refused, accepted, refused, refused, refused, refused, accepted]
    assert all(o.reason for o in outcomes if o.status == refused)
    assert "anh.csv" in outcomes[0].reason and "hôm qua" in outcomes[4].reason
    assert outcomes[1].as_json() == {
        "file": "nnt.csv", "list": "tax_enterprises", "receipt": "2017-tax-tax_enterprises-01", "taken": 3,
        "quarantined": 0, "status": "accepted",
    }  # fmt: skip
    assert Receipt.objects.get(number="2018-Q2-18685-01").received_on.isoformat() == "2018-07-02"


@pytest.mark.django_db
def test_receiving_again_tells_the_receipts_and_changes_nothing(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path / "ds", [("nnt.csv", "tax_enterprises", "tax", "2017", "")], {"nnt.csv": csv_bytes(UNITS)}
    )
    first, second = _receive(folder)[0], _receive(folder)[0]
    assert (second.status, second.receipt, second.taken) == (Status.HELD, first.receipt, 3)
    assert Receipt.objects.count() == 1


@pytest.mark.django_db
def test_a_withdrawn_file_does_not_come_back_by_itself(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path / "ds", [("nnt.csv", "tax_enterprises", "tax", "2017", "")], {"nnt.csv": csv_bytes(UNITS)}
    )
    number = _receive(folder)[0].receipt
    actions.withdraw(number=number, because="Gửi nhầm", by=None, at=AT)
    assert _receive(folder)[0].status == Status.WITHDRAWN
    assert Receipt.objects.get().state == ReceiptState.WITHDRAWN


@pytest.mark.django_db
@pytest.mark.parametrize("turned", [False, True])
def test_the_version_received_later_counts_whatever_the_order_of_lines(tmp_path: Path, turned: bool) -> None:
    lines = [
        ("cu.csv", "tax_enterprises", "tax", "2017", "2018-02-10"),
        ("sua.xlsx", "tax_enterprises", "tax", "2017", "2018-03-01"),
    ]
    folder = _folder(
        tmp_path / "ds",
        lines[::-1] if turned else lines,
        {"cu.csv": csv_bytes(UNITS), "sua.xlsx": xlsx_bytes(UNITS[:3])},
    )
    outcomes = {o.file: o for o in _receive(folder)}
    assert [o.file for o in _receive(folder)] == [line[0] for line in (lines[::-1] if turned else lines)]
    assert Receipt.objects.get(state=ReceiptState.ACCEPTED).number == outcomes["sua.xlsx"].receipt
    assert outcomes["sua.xlsx"].receipt.endswith("-02")


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["a,b,c\n1,2,3\n", "file,list,agency\nx,y,z\n", "file,list,agency,period\n"])
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadManifest, match=r"manifest\.csv"):
        _receive(tmp_path)


@pytest.mark.django_db
def test_an_empty_manifest_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_bytes(b"")
    with pytest.raises(EmptyFile, match=r"manifest\.csv"):
        _receive(tmp_path)


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_manifest_and_names_in_another_unicode_form_are_understood(tmp_path: Path, encoding: str) -> None:
    apart = unicodedata.normalize("NFD", "danh sách.csv")
    (tmp_path / apart).write_bytes(csv_bytes(UNITS))
    text = "file;list;agency;period\ndanh sách.csv;tax_enterprises;Cục Thuế tỉnh;2017\n"
    (tmp_path / "manifest.csv").write_text(text, encoding=encoding)
    assert [o.status for o in _receive(tmp_path)] == [Status.ACCEPTED]


@pytest.mark.django_db
def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadManifest):
        _receive(tmp_path / "khong-co")


# --- killed at any moment ---


def _run(home: Path, *words: str) -> subprocess.Popen[bytes]:
    # Apart from the settings of this run of tests: a home and an embedded database of its own.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BAOPHU_")}
    environment = {**kept, "BAOPHU_HOME": str(home)}
    command = [sys.executable, "-c", "from baophu.cli.main import run; run()", *words]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _count(home: Path) -> int:
    """Receipts written so far."""
    with closing(sqlite3.connect(home / "baophu.sqlite3", timeout=20)) as base:
        return int(base.execute("SELECT count(*) FROM intake_receipt").fetchone()[0])


def _kill_after(process: subprocess.Popen[bytes], home: Path, receipts: int, wait: float) -> None:
    """Let a process write some receipts, then a little more, then kill it."""
    deadline = time.monotonic() + 60
    while process.poll() is None and _count(home) < receipts and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_killed_at_any_moment_the_same_call_again_ends_with_every_list_once(tmp_path: Path) -> None:
    months = [f"{year}-{month:02}" for year in (2016, 2017) for month in range(1, 13)]
    lines, files = [], {}
    for period in months:
        rows = [
            UNITS[0],
            *([i, f"20{i:08}", f"Công ty {period} {i}", "Xã Cẩm Minh", i % 7] for i in range(400)),
        ]
        files[f"nnt_{period}.csv"] = csv_bytes(rows)
        lines.append((f"nnt_{period}.csv", "tax_enterprises", "tax", period, ""))
    folder = _folder(tmp_path / "ds", lines, files)
    home = tmp_path / "home"
    begun = _run(home, "init")
    told = begun.communicate(timeout=120)
    assert begun.returncode == 0, told
    seen = []
    for attempt in range(6):
        _kill_after(_run(home, "receive-all", str(folder)), home, 3 * attempt + 2, 0.007 * attempt)
        seen.append(_count(home))
    assert 0 < seen[0] < 24, seen  # at least one call died half-way
    last = _run(home, "receive-all", str(folder), "--json")
    out, err = last.communicate(timeout=120)
    assert last.returncode == 0, err
    receipts = json.loads(out)["receipts"]
    assert len(receipts) == 24 and all(r["taken"] == 400 for r in receipts)
    with closing(sqlite3.connect(home / "baophu.sqlite3")) as base:
        folders = [
            row[0] for row in base.execute("SELECT folder FROM intake_receipt WHERE state = 'accepted'")
        ]
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(folders) == len(set(folders)) == 24
    standing = {str(p.parent.relative_to(home / "evidence")) for p in (home / "evidence").rglob("file")}
    assert standing == set(folders)
    assert list((home / "evidence/.incoming").iterdir()) == []
