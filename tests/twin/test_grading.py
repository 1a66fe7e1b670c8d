"""Figures of a run against the truth, on tables small enough to count by hand."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from baophu.cli.main import execute
from baophu.twin.actions import grade
from baophu.twin.grading import Grade, TruthMissing

LINKS = ("list", "file", "row", "kind", "entity", "hard")
STANDINGS = ("entity", "kind", "district_code", "standing", "evidence", "insured")
FOUND_LINKS = ("list", "file", "row", "kind", "entity", "method", "probability")
FOUND_STANDINGS = ("employer", "standing", "subject", "insured")

TRUE_ROWS = [
    ("tax_enterprises", "a.xlsx", 1, "employer", "E0", ""),
    ("labour_use", "b.xlsx", 1, "employer", "E0", "foreign_code"),
    ("commune_businesses", "c.csv", 1, "employer", "E0", ""),
    ("tax_enterprises", "a.xlsx", 2, "employer", "E1", "renamed"),
    ("labour_use", "b.xlsx", 2, "employer", "E1", "renamed"),
    ("commune_businesses", "c.csv", 2, "employer", "E2", ""),
    ("tax_payroll", "d.csv", 1, "employer", "E1", ""),
    ("tax_payroll", "d.csv", 1, "person", "P1", "two_numbers"),
    ("insured_members", "e.csv", 1, "person", "P1", "two_numbers"),
]
TRUE_STANDINGS = [
    ("E0", "enterprise", "436", "missing", 8, 0),
    ("E1", "enterprise", "436", "covered", 5, 5),
    ("E2", "household", "436", "not_subject", 0, 0),
]


def table(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found_rows(
    renamed: dict[int, str] | None = None, left_out: frozenset[int] = frozenset()
) -> list[tuple[object, ...]]:
    """Give the truth as an export would, some rows under another entity or left out."""
    names = renamed or {}
    return [
        (*row[:4], names.get(at, f"found-{row[4]}"), "exact", "1.0000")
        for at, row in enumerate(TRUE_ROWS)
        if at not in left_out
    ]


PERFECT = [("found-E0", "missing", 8, 0), ("found-E1", "covered", 5, 5), ("found-E2", "not_subject", 0, 0)]


@pytest.fixture
def truth(tmp_path: Path) -> Path:
    folder = tmp_path / "truth"
    folder.mkdir()
    table(folder / "links.csv", LINKS, TRUE_ROWS)
    table(folder / "standings.csv", STANDINGS, TRUE_STANDINGS)
    return folder


def graded(truth: Path, rows: Sequence[Sequence[object]], standings: Sequence[Sequence[object]]) -> Grade:
    folder = truth.parent
    return grade(
        truth=truth,
        links=table(folder / "links.csv", FOUND_LINKS, rows),
        standings=table(folder / "standings.csv", FOUND_STANDINGS, standings),
    )


def test_a_perfect_run_gets_every_figure_right(truth: Path) -> None:
    figures = graded(truth, found_rows(), PERFECT)
    assert (figures.employers.precision, figures.employers.recall, figures.employers.rows) == (1.0, 1.0, 6)
    assert (figures.people.precision, figures.people.recall, figures.people.rows) == (1.0, 1.0, 2)
    assert figures.hard_cases_whole == {"foreign_code": (1, 1), "renamed": (2, 2), "two_numbers": (2, 2)}
    assert (figures.standing_agreement, figures.subject_agreement, figures.accused_wrongly_per_10k) == (
        1.0,
        1.0,
        0.0,
    )
    assert figures.standing_confusions == {}


def test_a_split_employer_costs_recall_and_not_precision(truth: Path) -> None:
    figures = graded(truth, found_rows({1: "found-X"}), [*PERFECT, ("found-X", "missing", 8, 0)])
    assert figures.employers.precision == 1.0
    assert figures.employers.recall == 2 / 4
    assert figures.hard_cases_whole["foreign_code"] == (0, 1)


def test_a_false_merge_costs_precision(truth: Path) -> None:
    figures = graded(truth, found_rows({5: "found-E1"}), PERFECT[:2])
    assert figures.employers.precision == 4 / 6
    assert figures.employers.recall == 1.0
    assert figures.employers.false_merges_per_10k == 10_000 / 2
    assert figures.by_kind["household"].rows == 1


def test_a_row_that_is_lost_is_counted_and_groups_with_none(truth: Path) -> None:
    figures = graded(truth, found_rows(left_out=frozenset({2})), PERFECT)
    assert figures.employers.rows_missing == 1
    assert figures.employers.recall == 2 / 4


def test_either_half_of_a_split_firm_may_accuse_wrongly(truth: Path) -> None:
    figures = graded(truth, found_rows({4: "found-X"}), [*PERFECT, ("found-X", "missing", 5, 0)])
    assert figures.accused_wrongly_per_10k == 10_000 / 4


def test_an_accused_one_that_stands_for_no_true_employer_counts_too(truth: Path) -> None:
    figures = graded(truth, found_rows(), [*PERFECT, ("found-9", "partial", 5, 1)])
    assert figures.accused_wrongly_per_10k == 10_000 / 4


def test_confusions_name_the_true_standing_first(truth: Path) -> None:
    figures = graded(truth, found_rows(), [PERFECT[0], ("found-E1", "partial", 6, 5), PERFECT[2]])
    assert figures.standing_confusions == {"covered->partial": 1}
    assert figures.standing_agreement == 2 / 3
    assert figures.subject_agreement == 1 / 2
    assert figures.standing_f1["covered"] == 0.0


def test_an_employer_nobody_stands_for_is_absent(truth: Path) -> None:
    figures = graded(truth, found_rows(), PERFECT[:2])
    assert figures.absent == ("E2",)
    assert figures.standing_confusions == {"not_subject->absent": 1}


def test_a_folder_without_truth_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TruthMissing, match=r"links\.csv"):
        grade(truth=tmp_path, links=tmp_path / "x.csv", standings=tmp_path / "y.csv")


@pytest.mark.django_db
def test_the_command_simulates_and_grades(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "province"
    assert execute(["simulate", "--units", "40", "--people", "600", "--seed", "2", "--out", str(out)]) == 0
    assert "đáp án" in capsys.readouterr().out
    rows = read(out / "truth/links.csv")
    links = table(
        tmp_path / "links.csv",
        FOUND_LINKS,
        [(row["list"], row["file"], row["row"], row["kind"], row["entity"], "new", "") for row in rows],
    )
    true = read(out / "truth/standings.csv")
    standings = table(
        tmp_path / "standings.csv",
        FOUND_STANDINGS,
        [(row["entity"], row["standing"], row["evidence"], row["insured"]) for row in true],
    )
    arguments = ["grade", "--truth", str(out / "truth"), "--links", str(links), "--standings", str(standings)]
    assert execute([*arguments, "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["employers"]["precision"], figures["standing_agreement"], figures["absent"]) == (
        1.0,
        1.0,
        0,
    )
    assert execute(arguments) == 0
    assert "Đúng tình trạng" in capsys.readouterr().out


def test_too_small_a_province_is_refused_with_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert execute(["simulate", "--units", "3", "--people", "10", "--out", str(tmp_path)]) == 1
    assert "Chọn từ 20 đơn vị trở lên." in capsys.readouterr().err
