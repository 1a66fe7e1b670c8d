"""Figures of what a run got right: pairs of rows, hard cases, standings."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from baophu.kernel.errors import Refused

# Their rows name an employer too, by a number the office gave; they do not count as pairs of employers.
NAMED_BY_PEOPLE: Final = frozenset({"tax_payroll", "insured_members"})
_ACCUSED: Final = frozenset({"missing", "partial"})
_COUNTED: Final = frozenset({"covered", "partial", "missing"})


class TruthMissing(Refused):
    """Grading needs the folder that a simulation wrote."""

    code = "twin.truth_missing"
    message = "Không có tệp {file}. Chọn thư mục truth do baophu simulate ghi ra."


@dataclass(frozen=True, slots=True)
class PairFigures:
    """Pairs of rows said to be the same entity: how many rightly, how many of the true ones found."""

    precision: float
    recall: float
    false_merges_per_10k: float
    rows: int
    rows_missing: int


@dataclass(frozen=True, slots=True)
class Grade:
    """All figures of one run against one truth."""

    employers: PairFigures
    people: PairFigures
    by_kind: dict[str, PairFigures]
    hard_cases_whole: dict[str, tuple[int, int]]  # rows whose entity was found whole, of how many
    standing_agreement: float
    standing_confusions: dict[str, int]
    standing_f1: dict[str, float]
    accused_wrongly_per_10k: float
    subject_agreement: float
    entities: int = 0
    absent: tuple[str, ...] = field(default=(), repr=False)  # true employers that no found one stands for

    def as_data(self) -> dict[str, object]:
        """Give the figures as plain data for JSON."""
        data = asdict(self)
        data["hard_cases_whole"] = {
            tag: f"{whole}/{of}" for tag, (whole, of) in self.hard_cases_whole.items()
        }
        data["absent"] = len(self.absent)
        return data


def _read(path: Path) -> pl.DataFrame:
    """Read an exported or a truth table as text; blank cells are empty texts."""
    if not path.exists():
        raise TruthMissing(file=path.name)
    frame = pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, infer_schema=False)
    return frame.with_columns(pl.all().cast(pl.String).fill_null(""))


def _keyed(frame: pl.DataFrame) -> pl.DataFrame:
    """Name the file without its folder, and the row as a number."""
    return frame.with_columns(pl.col("file").str.split("/").list.last(), pl.col("row").cast(pl.Int64))


def _pair_count(sizes: pl.Series) -> int:
    return int((sizes.cast(pl.Int64) * (sizes.cast(pl.Int64) - 1) // 2).sum() or 0)


def pairwise(rows: pl.DataFrame) -> PairFigures:
    """Compare two groupings of rows: columns `truth` and `found`, which is null where a row was not found."""
    held = rows.filter(pl.col("found").is_not_null())
    right = _pair_count(held.group_by("truth", "found").len()["len"])
    said = _pair_count(held.group_by("found").len()["len"])
    true = _pair_count(rows.group_by("truth").len()["len"])
    mixed = held.group_by("found").agg(pl.col("truth").n_unique())
    false = mixed.filter(pl.col("truth") > 1).height
    return PairFigures(
        precision=right / max(1, said),
        recall=right / max(1, true),
        false_merges_per_10k=10_000 * false / max(1, mixed.height),
        rows=rows.height,
        rows_missing=rows.height - held.height,
    )


def _joined(truth: pl.DataFrame, links: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Put what was found beside each true row of one kind."""
    keys = ["list", "file", "row"]
    true = truth.filter(pl.col("kind") == kind).rename({"entity": "truth"})
    found = (
        links.filter(pl.col("kind") == kind)
        .select(*keys, pl.col("entity").alias("found"))
        .unique(keys, keep="last")
    )
    return true.join(found, on=keys, how="left", maintain_order="left")


def _hard(rows: pl.DataFrame) -> dict[str, tuple[int, int]]:
    """Count, per hard case, the rows whose whole entity was found as one."""
    whole = rows.group_by("truth").agg((pl.col("found").fill_null("\0").n_unique() == 1).alias("whole"))
    marked = rows.filter(pl.col("hard") != "").join(whole, on="truth")
    tallied = marked.group_by("hard").agg(pl.col("whole").sum(), pl.len()).sort("hard")
    return {tag: (int(ok), int(of)) for tag, ok, of in tallied.iter_rows()}


def _employer_of(rows: pl.DataFrame) -> dict[str, str]:
    """Say which true employer each found one stands for: the one of its last row, lists of people last."""
    ordered = rows.filter(pl.col("found").is_not_null()).with_columns(
        pl.col("list").is_in(list(NAMED_BY_PEOPLE)).alias("by_people")
    )
    ordered = ordered.sort("by_people", "list", "file", "row")
    return dict(ordered.select("found", "truth").iter_rows())


@dataclass(frozen=True, slots=True)
class _Standings:
    agreement: float
    confusions: dict[str, int]
    f1: dict[str, float]
    accused: float
    subject: float
    absent: tuple[str, ...]


def _standings(
    want: dict[str, tuple[str, str]], found: list[tuple[str, str, str, int]], stands: dict[str, str]
) -> _Standings:
    """Compare; `want`: entity → (standing, evidence), `found`: (employer, standing, subject, insured)."""
    held: dict[str, list[tuple[str, str, str, int]]] = {}
    for row in found:
        if row[0] in stands:
            held.setdefault(stands[row[0]], []).append(row)
    got = {entity: max(rows, key=lambda row: row[3]) for entity, rows in held.items()}
    wrong = sum(
        row[1] in _ACCUSED and (want[entity][0] not in _ACCUSED or row is not got[entity])
        for entity, rows in held.items()
        if entity in want
        for row in rows
    )
    wrong += sum(row[0] not in stands and row[1] in _ACCUSED for row in found)
    agree: dict[tuple[str, str], int] = {}
    for entity, (standing, _) in want.items():
        pair = (standing, got[entity][1] if entity in got else "absent")
        agree[pair] = agree.get(pair, 0) + 1
    counted = [entity for entity, (standing, evidence) in want.items() if evidence and standing in _COUNTED]
    subject = sum(entity in got and got[entity][2] == want[entity][1] for entity in counted)
    confused = sorted(
        ((pair, n) for pair, n in agree.items() if pair[0] != pair[1]), key=lambda item: (-item[1], item[0])
    )
    return _Standings(
        agreement=sum(n for (w, g), n in agree.items() if w == g) / max(1, len(want)),
        confusions={f"{w}->{g}": n for (w, g), n in confused},
        f1={
            standing: _f1(agree, standing) for standing in sorted({standing for standing, _ in want.values()})
        },
        accused=10_000 * wrong / max(1, len(found)),
        subject=subject / max(1, len(counted)),
        absent=tuple(sorted(entity for entity in want if entity not in got)),
    )


def _f1(agree: dict[tuple[str, str], int], standing: str) -> float:
    wanted = sum(n for (w, _), n in agree.items() if w == standing)
    given = sum(n for (_, g), n in agree.items() if g == standing)
    return 2 * agree.get((standing, standing), 0) / max(1, wanted + given)


def grade(*, truth: Path, links: Path, standings: Path) -> Grade:
    """Give all figures; tables may be CSV or Parquet."""
    true_links, found_links = _keyed(_read(truth / "links.csv")), _keyed(_read(links))
    true_standings, found_standings = _read(truth / "standings.csv"), _read(standings)
    every = _joined(true_links, found_links, "employer")
    employers = every.filter(~pl.col("list").is_in(list(NAMED_BY_PEOPLE)))
    people = _joined(true_links, found_links, "person")
    kinds = employers.join(
        true_standings.select(pl.col("entity").alias("truth"), pl.col("kind").alias("employer_kind")),
        on="truth",
        how="left",
    )
    want = {
        entity: (standing, evidence)
        for entity, standing, evidence in true_standings.select("entity", "standing", "evidence").iter_rows()
    }
    found = [
        (employer, standing, subject, int(insured or 0))
        for employer, standing, subject, insured in found_standings.select(
            "employer", "standing", "subject", "insured"
        ).iter_rows()
    ]
    compared = _standings(want, found, _employer_of(every))
    return Grade(
        employers=pairwise(employers),
        people=pairwise(people),
        by_kind={
            str(kind): pairwise(kinds.filter(pl.col("employer_kind") == kind))
            for kind in sorted(true_standings["kind"].unique())
        },
        hard_cases_whole=_hard(employers) | _hard(people),
        standing_agreement=compared.agreement,
        standing_confusions=compared.confusions,
        standing_f1=compared.f1,
        accused_wrongly_per_10k=compared.accused,
        subject_agreement=compared.subject,
        entities=len(want),
        absent=compared.absent,
    )
