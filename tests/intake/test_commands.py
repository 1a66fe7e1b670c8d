"""The commands of intake: exit codes, one JSON object, one sentence on stderr."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from baophu.cli.main import execute
from baophu.intake.contracts import contracts
from intake.office import UNITS, csv_bytes

pytestmark = pytest.mark.django_db

ABOUT = ["--list", "tax_enterprises", "--from", "Cục Thuế tỉnh", "--period", "2017"]


@pytest.fixture(autouse=True)
def evidence(settings, tmp_path: Path) -> Path:  # type: ignore[no-untyped-def]
    settings.EVIDENCE = tmp_path / "evidence"
    return settings.EVIDENCE


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "nnt.csv").write_bytes(csv_bytes(UNITS))
    return str(tmp_path / "nnt.csv")


def test_receive_prints_one_object_and_refuses_the_second_time(file: str, capsys) -> None:  # type: ignore[no-untyped-def]
    assert execute(["receive", file, *ABOUT, "--json"]) == 0
    printed = capsys.readouterr()
    entry = json.loads(printed.out)
    assert (entry["receipt"], entry["taken"], entry["quarantined"]) == ("2017-tax-tax_enterprises-01", 3, 0)
    assert execute(["receive", file, *ABOUT, "--json"]) == 1
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.count("\n") == 1 and entry["receipt"] in printed.err


def test_a_file_and_nil_together_or_neither_is_wrong_use(file: str) -> None:
    assert execute(["receive", file, "--nil", *ABOUT]) == 2
    assert execute(["receive", *ABOUT]) == 2
    assert execute(["receive", file]) == 2


def test_nil_is_a_receipt(capsys) -> None:  # type: ignore[no-untyped-def]
    words = [
        "receive",
        "--nil",
        "--list",
        "commune_businesses",
        "--from",
        "commune-18685",
        "--period",
        "2018-Q2",
    ]
    assert execute([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["receipt"] == "2018-Q2-18685-01"


def test_receive_all_ends_with_one_when_a_file_was_refused(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "nnt.csv").write_bytes(csv_bytes(UNITS))
    (tmp_path / "anh.csv").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "manifest.csv").write_text(
        "file,list,agency,period\nanh.csv,tax_enterprises,tax,2016\nnnt.csv,tax_enterprises,tax,2017\n"
    )
    assert execute(["receive-all", str(tmp_path), "--json"]) == 1
    printed = capsys.readouterr()
    receipts = json.loads(printed.out)["receipts"]
    assert [r["status"] for r in receipts] == ["refused", "accepted"]
    assert set(receipts[1]) == {"file", "list", "receipt", "taken", "quarantined", "status"}
    assert "anh.csv" in printed.err
    assert execute(["receive-all", str(tmp_path)]) == 1
    assert "1 danh sách đã nhận từ trước" in capsys.readouterr().out


def test_a_mapping_file_names_the_fields(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "ds.csv").write_bytes(csv_bytes([["Ký hiệu", "Danh xưng"], ["2000108818", "Công ty A"]]))
    (tmp_path / "map.yaml").write_text("Ký hiệu: tax_code\nDanh xưng: name\n", encoding="utf-8")
    words = ["receive", str(tmp_path / "ds.csv"), *ABOUT]
    assert execute(words) == 1
    assert execute([*words, "--map", str(tmp_path / "map.yaml")]) == 0
    (tmp_path / "map.yaml").write_text("- a\n- b\n", encoding="utf-8")
    assert execute([*words, "--map", str(tmp_path / "map.yaml")]) == 1
    assert "map.yaml" in capsys.readouterr().err


def test_withdraw_and_answer(file: str, tmp_path: Path) -> None:
    assert execute(["receive", file, *ABOUT]) == 0
    number = "2017-tax-tax_enterprises-01"
    assert execute(["answer", number, "--out", str(tmp_path / "tra-loi.xlsx")]) == 0
    assert (tmp_path / "tra-loi.xlsx").stat().st_size > 1000
    assert execute(["withdraw", number]) == 2
    assert execute(["withdraw", number, "--because", "Gửi nhầm"]) == 0
    assert execute(["withdraw", number, "--because", "Gửi nhầm"]) == 1
    assert execute(["withdraw", "2017-x", "--because", "Gửi nhầm"]) == 1


def test_templates_are_written(tmp_path: Path) -> None:
    assert execute(["templates", str(tmp_path / "mau")]) == 0
    assert len(list((tmp_path / "mau").glob("*.xlsx"))) == len(contracts())
