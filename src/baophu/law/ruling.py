"""The shape of an answer of law: the value, the sentences that say why, the articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Final, Generic, TypeVar

from baophu.kernel.money import divide_half_up
from baophu.kernel.time import format_day
from baophu.law.book import Reading, Value

V = TypeVar("V")
CLOSING: Final = (
    "law.entered",
    "law.articles",
)  # sentences that close an answer: an outer one says them anew


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `message` with `values`, so that a face can put it into another language."""

    code: str
    message: str
    values: dict[str, object]

    def __str__(self) -> str:
        return self.message.format(**self.values)


@dataclass(frozen=True, slots=True)
class Ruling(Generic[V]):
    """What the law of a day says, and why."""

    value: V
    sentences: tuple[Sentence, ...]
    articles: tuple[str, ...]
    entered: tuple[Value, ...] = ()  # what officers entered and this answer rests on

    @property
    def because(self) -> str:
        """The Vietnamese sentences."""
        return " ".join(str(sentence) for sentence in self.sentences)


def say(code: str, message: str, **values: object) -> Sentence:
    """Make a sentence."""
    return Sentence(f"law.{code}", message, values)


def ruled(value: V, sentences: Sequence[Sentence], reading: Reading) -> Ruling[V]:
    """Close an answer: it names each document that officers entered, its last sentence the articles read."""
    articles = tuple(reading.articles)
    noted = [sentence for sentence in remarks(reading) if sentence not in sentences]
    cited = [say("articles", "Căn cứ: {articles}.", articles="; ".join(articles))] if articles else []
    return Ruling(value, (*sentences, *noted, *cited), articles, tuple(reading.entered))


_ENTERED: Final = (
    "“{name}” là giá trị do cán bộ ghi theo văn bản số {document} ngày {day}, "
    "chưa đối chiếu với nguồn công bố."
)


def remarks(reading: Reading) -> list[Sentence]:
    """Say of each value that officers entered by which document they did."""
    told = []
    for value in reading.entered:
        source = reading.book.sources[value.source]
        day = format_day(source.published) if source.published else "?"
        name = reading.book.parameters[value.key].name
        told.append(say("entered", _ENTERED, name=name, document=source.number, day=day))
    return told


def rest_on(reading: Reading, other: Ruling[Any]) -> None:
    """Remember that an answer rests on another: its articles and what officers entered."""
    reading.articles.extend(article for article in other.articles if article not in reading.articles)
    reading.entered.extend(value for value in other.entered if value not in reading.entered)


def half_up(amount: Fraction) -> int:
    """Round an exact amount to whole đồng, half up."""
    return divide_half_up(amount.numerator, amount.denominator)


def cut(amount: Fraction) -> int:
    """Cut an exact amount to whole đồng."""
    return amount.numerator // amount.denominator


def percent(share: Fraction) -> str:
    """Write a share as an officer reads it: 0.215 → "21,5%"."""
    exact = Decimal(share.numerator * 100) / Decimal(share.denominator)
    rounded = exact.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".").replace(".", ",") + "%"
