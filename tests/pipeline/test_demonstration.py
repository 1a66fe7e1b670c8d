"""The demonstration stands apart from real lists, and is set up once."""

from __future__ import annotations

from baophu.access.queries import published_runs
from baophu.cli.main import execute
from pipeline.main_job import Province


def test_a_home_with_real_lists_is_refused(province: Province) -> None:
    province.send(
        "tax_enterprises",
        ("2000108818", "CÔNG TY TNHH AN BÌNH MINH", "Thôn 3, Xã Cẩm Hòa, Huyện Cẩm Xuyên, Hà Tĩnh", "", 7),
    ).receive()
    assert execute(["demo", "--units", "40", "--people", "400"]) == 1
    assert "BAOPHU_HOME" in province.capsys.readouterr().err


def test_it_is_set_up_once_and_names_its_accounts(province: Province) -> None:
    for _ in range(2):
        said = province.said("demo", "--units", "40", "--people", "400", "--seed", "1")
        assert "demo-thu-157" in said and "Bao phủ BHXH bắt buộc" in said
    assert len(published_runs()) == 2
