"""The checkout as a whole: settings listed, documents true, nothing of one machine in it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from typer.main import get_command

from baophu.cli.main import application
from house import source

# Written in pieces, so that this file does not hold what it looks for.
REGISTRIES = re.compile(
    "|".join(["py" + r"pi\.org", "python" + r"hosted\.org", r"registry\." + "npmjs", "proxy" + r"\.golang"])
)
MACHINE = re.compile(
    r"(?<![\w./~-])/(?:" + "|".join(["ro" + "ot", "wo" + "rk", "ho" + "me", "Us" + "ers"]) + r")/\w"
)
DOCUMENTS = sorted([*source.ROOT.glob("*.md"), *(source.ROOT / "docs").rglob("*.md")])


def _settings_read() -> set[str]:
    read = set()
    for path in source.modules():
        read |= set(
            re.findall(r"environment\.\w+\(\s*\"(BAOPHU_[A-Z_]+)\"", path.read_text(encoding="utf-8"))
        )
        read |= set(
            re.findall(r"environ(?:\.get\(|\[)\s*\"(BAOPHU_[A-Z_]+)\"", path.read_text(encoding="utf-8"))
        )
    return read


def test_every_setting_is_listed_and_every_listed_setting_is_read() -> None:
    listed = re.findall(
        r"^#? ?(BAOPHU_[A-Z_]+)=", (source.ROOT / ".env.example").read_text(encoding="utf-8"), re.M
    )
    assert len(listed) == len(set(listed))
    assert set(listed) == _settings_read()


def test_every_file_beside_the_code_is_shipped_with_it() -> None:
    settings = tomllib.loads((source.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = {Path(pattern).suffix for pattern in settings["tool"]["setuptools"]["package-data"]["baophu"]}
    beside = {path.suffix for path, _ in source.texts() if path.is_relative_to(source.PACKAGE)} - {".py"}
    assert beside <= shipped


def test_no_registry_is_named_anywhere() -> None:
    assert [str(path) for path, text in source.texts() if REGISTRIES.search(text)] == []


def test_no_path_of_one_machine_is_written_anywhere() -> None:
    found = [
        (str(p.relative_to(source.ROOT)), m[0])
        for p, text in source.texts()
        for m in [MACHINE.search(text)]
        if m
    ]
    assert found == []


def test_no_secret_and_no_data_is_committed() -> None:
    names = {path.name for path, _ in source.texts()}
    assert not {".env", "secret.key"} & names
    assert not [name for name in names if name.endswith((".sqlite3", ".parquet", ".pem"))]


def test_every_link_in_a_document_leads_somewhere() -> None:
    faults = [
        f"{path.name}: {target}"
        for path in DOCUMENTS
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists()
    ]
    assert faults == []


def test_every_command_in_a_document_exists() -> None:
    commands = set(getattr(get_command(application()), "commands", {}))
    targets = set(
        re.findall(r"^([a-z][\w-]*):", (source.ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    )
    faults = []
    for path in DOCUMENTS:
        code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", path.read_text(encoding="utf-8"), re.S))
        named = re.findall(r"(?:^|[\s`$/])baophu ([a-z][a-z-]+)", code)
        made = re.findall(r"(?:^|[\s`$])make ([a-z][\w-]*)", code)
        faults += [f"{path.name}: baophu {name}" for name in named if name not in commands]
        faults += [f"{path.name}: make {name}" for name in made if name not in targets]
    assert faults == []


def test_every_command_is_described() -> None:
    described = (source.ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    commands = set(getattr(get_command(application()), "commands", {}))
    assert {name for name in commands if f"`baophu {name}" not in described} == set()


def test_the_two_commands_of_the_readme_are_there() -> None:
    for name in ("README.md", "README.vi.md"):
        text = (source.ROOT / name).read_text(encoding="utf-8")
        assert "make run" in text and "make test" in text
