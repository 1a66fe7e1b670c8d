"""Every sentence a reader may meet: found in templates, calls of gettext, errors, choices and reasons."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
MARKERS = frozenset({"gettext", "gettext_lazy", "gettext_noop", "_", "N_"})
PLURALS = frozenset({"ngettext", "ngettext_lazy"})
# constants whose values are sentences
TABLES = frozenset(
    {
        "REASONS",
        "SENTENCES",
        "WHY",
        "ABSENT",
        "TITLES",
        "AGE_NAMES",
        "FUND_NAMES",
        "HELD_BECAUSE",
        "HOW_BECAUSE",
        "FLAGS",
        "GROUPS",
    }
)
TOLD = {"say": 1, "Verdict": 2}  # in rules of law: which argument is the sentence
NAMED = frozenset(  # folders of the numbers of law whose names the pages show
    {
        "arrears",
        "benefits/pension",
        "calendar",
        "contribution",
        "deadlines",
        "participation",
        "voluntary",
        "wages",
    }
)
TOLD_TABLES = frozenset({"_TOLD", "_PARTS"})
LITERAL = r"""('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
IN_TEMPLATE = re.compile(rf"(?<!n)gettext\(u?{LITERAL}\)")
PLURAL_IN_TEMPLATE = re.compile(rf"ngettext\(u?{LITERAL}, *u?{LITERAL},")
IN_SQL = re.compile(r"'((?:[^']|'')*[ạ-ỹĂăĐđƠơƯư](?:[^']|'')*)'")


def _text(node: ast.expr | None) -> str | None:
    """A constant text, also one written in pieces."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _of_call(node: ast.Call) -> Iterator[str]:
    name = _name(node.func)
    texts = [_text(argument) for argument in node.args]
    if name in MARKERS and texts and texts[0]:
        yield texts[0]
    if name in PLURALS and len(texts) > 1 and texts[0] and texts[1]:
        yield f"{texts[0]}\x00{texts[1]}"


def _of_class(node: ast.ClassDef) -> Iterator[str]:
    """`message` of an error, labels of choices."""
    choices = any(_name(base) in {"TextChoices", "IntegerChoices"} for base in node.bases)
    for line in node.body:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            target, value = line.targets[0].id, line.value
        elif isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.value:
            target, value = line.target.id, line.value
        else:
            continue
        if target == "message" and (text := _text(value)):
            yield text
        if choices and isinstance(value, ast.Tuple) and (text := _text(value.elts[-1])):
            yield text


def _of_table(node: ast.Assign | ast.AnnAssign) -> Iterator[str]:
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    if _name(target) in TABLES and isinstance(node.value, ast.Dict):
        yield from (text for value in node.value.values if (text := _text(value)))


def in_python(source: str) -> Iterator[str]:
    """The sentences of a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _of_call(node)
        elif isinstance(node, ast.ClassDef):
            yield from _of_class(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            yield from _of_table(node)


def in_law(source: str) -> Iterator[str]:
    """The sentences of a rule: what `say` and `Verdict` are given, also by a name set just before."""
    yield from in_python(source)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign) and _name(node.targets[0]) == "message":
            yield from _written(node.value)
        elif isinstance(node, ast.Call) and _name(node.func) in TOLD:
            place = TOLD[_name(node.func)]
            yield from (text for written in node.args[place : place + 1] for text in _written(written))
        elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if _name(target) in TOLD_TABLES:
                yield from (text for value in node.value.values for text in _written(value))


def _written(node: ast.expr) -> Iterator[str]:
    """A sentence, or each of the two that a condition chooses between."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from (head + tail for head in _written(node.left) for tail in _written(node.right))
    elif isinstance(node, ast.IfExp):
        yield from (*_written(node.body), *_written(node.orelse))
    elif text := _text(node):
        yield text


def in_parameter(source: str) -> Iterator[str]:
    """The name of a number of law; of a deadline the title alone too."""
    name = yaml.safe_load(source)["name"]
    yield name
    head, _, title = name.partition(": ")
    if head == "Thời hạn":
        yield title


def in_template(source: str) -> Iterator[str]:
    """The sentences of a template; plural pairs joined by NUL."""
    code = templatize(source)
    for found in IN_TEMPLATE.finditer(code):
        yield ast.literal_eval(found[1])
    for found in PLURAL_IN_TEMPLATE.finditer(code):
        yield f"{ast.literal_eval(found[1])}\x00{ast.literal_eval(found[2])}"


def in_sql(source: str) -> Iterator[str]:
    """Vietnamese literals of a SQL step: reasons why a figure is not known."""
    without_comments = re.sub(r"--[^\n]*", "", source)
    for found in IN_SQL.finditer(without_comments):
        yield found[1].replace("''", "'")


def in_yaml(source: str) -> Iterator[str]:
    """The titles and the bases of days that pages show from the files of lists and duties."""
    whole = yaml.safe_load(source)
    waiting = [whole]
    if isinstance(whole, dict) and isinstance(whole.get("about"), str):
        yield whole["about"]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node
        if isinstance(node, dict):
            bases = node.get("due_basis")
            yield from bases.values() if isinstance(bases, dict) else ()
            if isinstance(node.get("title"), str):
                yield node["title"]
            waiting += node.values()


FINDERS = {".py": in_python, ".html": in_template}


def every_sentence(package: Path = PACKAGE) -> dict[str, str]:
    """Sentence → the first file it stands in, in the order of files."""
    found: dict[str, str] = {}
    for file in sorted(package.rglob("*")):
        inside = file.relative_to(package).parts
        finder = FINDERS.get(file.suffix)
        if inside[0] == "law" and file.suffix == ".py":
            finder = in_law
        if file.suffix == ".yaml" and inside[:2] == ("law", "parameters"):
            shown = NAMED & {inside[2], "/".join(inside[2:4])}
            finder = in_parameter if shown else None
        if file.suffix == ".sql" and "rates" in file.parts:
            finder = in_sql
        if file.suffix == ".yaml" and file.parent.name in {"lists", "plan"}:
            finder = in_yaml
        if finder is None or "migrations" in file.parts or inside[0] == "cli":
            continue
        for sentence in finder(file.read_text(encoding="utf-8")):
            found.setdefault(sentence, str(file.relative_to(package)))
    return found
