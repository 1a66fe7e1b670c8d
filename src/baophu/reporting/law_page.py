"""The law book as a page of reference: every parameter with its values, documents and who cites it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from baophu.law.book import Book, Dated, Parameter
from baophu.reporting.citations import citations
from baophu.reporting.formats import day
from baophu.reporting.law_words import GROUPS, STATUSES, UNITS, rule_name, shown

_HEAD = """# The law book

Made by `baophu law reference`; a test holds it to `src/baophu/law/parameters`. A value holds from its day to
the day before the next; one of a yearly parameter ends on 31 December. What stands as “Chưa có giá trị” is
refused by every answer that needs it, until a file gives it or two officers enter it from its document
([ADR 8](../adr/0008-let-officers-enter-missing-law.md)). {count} parameters.
"""


def law_page(book: Book) -> str:
    """Give the whole page as Markdown, in Vietnamese under an English head."""
    lines = [_HEAD.format(count=len(book.keys))]
    for group, keys in groupby(book.keys, key=lambda key: key.partition(".")[0]):
        lines += [f"## {GROUPS.get(group, group)} (`{group}`)", ""]
        for key in keys:
            lines += _section(book.parameters[key], book)
    return "\n".join(lines)


def _section(parameter: Parameter, book: Book) -> Iterator[str]:
    """One parameter."""
    yield f"### `{parameter.key}`"
    yield ""
    yearly = ", theo năm" if parameter.yearly else ""
    yield f"{parameter.name}. Đơn vị: {UNITS[parameter.unit]}{yearly}. {_cited(parameter.key)}"
    yield ""
    yield "| từ ngày | giá trị | điều khoản | trạng thái | nguồn | công bố |"
    yield "| --- | --- | --- | --- | --- | --- |"
    yield from (_line(dated, parameter, book) for dated in parameter.values)
    yield ""


def _line(dated: Dated, parameter: Parameter, book: Book) -> str:
    source = book.sources[dated.source]
    cells = (
        day(dated.holds_from),
        shown(dated.value, parameter.unit),
        dated.article,
        STATUSES[dated.status],
        source.number,
        day(source.published),
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _cited(key: str) -> str:
    """Who cites a parameter, in one sentence."""
    found = [f"{rule_name(one.module)} (`{one.module}`)" for one in citations(key) if one.direct]
    return f"Dùng ở: {'; '.join(found)}." if found else "Chưa quy tắc nào dùng."
