"""What the command line answers: 0 done, 1 refused, 2 wrong use, 3 a fault; one sentence, no traceback."""

from __future__ import annotations

import pytest

from baophu.cli.main import execute


@pytest.mark.parametrize(
    "arguments", [["reconcile"], ["nosuch"], ["reconcile", "--on", "30/06/2018"], ["export"]]
)
def test_wrong_use_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_help_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(["--help"]) == 0
    assert "reconcile" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_refusal_is_one_sentence_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(["reconcile", "--on", "2018-06-30"]) == 1
    said = capsys.readouterr()
    assert said.out == "" and said.err.strip().endswith(".") and "30/06/2018" in said.err
    assert execute(["reconcile", "--on", "2018-06-30", "--engine", "abacus"]) == 1
    assert "abacus" in capsys.readouterr().err
