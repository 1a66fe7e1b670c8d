"""Legal forms with one typing error in them, as patterns: a broken form would count as a part of the name."""

from __future__ import annotations

import re
from collections.abc import Collection

_LONG_WORD = 4  # another letter makes another word of a shorter one: "cp" and "Cà", "mtv" and "MT"
_MANY_WORDS = 4  # a phrase of so many words is still known when one of them is left out


def misspelt_pattern(phrase: str, known: Collection[str]) -> str:
    """Match the phrase with one error at the head of a folded name; what may stand before it is group 1.

    `known` are the phrases that are right as they stand: no error turns one of them into another.
    """
    after = r"^((?:chi nhanh )?)"
    return rf"{after}(?:{'|'.join(with_one_error(phrase, known))})\b"


def with_one_error(phrase: str, known: Collection[str]) -> tuple[str, ...]:
    """Patterns of the phrase with neighbours swapped, or a letter, space or word lost, doubled, replaced.

    The longest stands first, so that no pattern leaves a rest of the phrase behind.
    """
    found = {_swapped(phrase, at) for at in range(len(phrase) - 1)}
    found |= {phrase[: at + 1] + phrase[at:] for at in range(len(phrase)) if phrase[at] != " "}
    found |= {phrase[:at] + phrase[at + 1 :] for at in range(len(phrase)) if phrase[at] == " "}
    for at in _letters_of_long_words(phrase):
        found |= {phrase[:at] + phrase[at + 1 :], f"{phrase[:at]}[a-z]{phrase[at + 1 :]}"}
    words = phrase.split()
    if len(words) >= _MANY_WORDS:
        found |= {" ".join(words[:at] + words[at + 1 :]) for at in range(len(words))}
    squeezed = {re.sub(" +", " ", text).strip() for text in found}
    return tuple(sorted(squeezed - {phrase, *known}, key=lambda text: (-len(text), text)))


def _letters_of_long_words(phrase: str) -> list[int]:
    """Places of letters that may be lost or replaced; the phrase's first stays: "Ông Tý" is no "công ty"."""
    words = re.finditer("[a-z]+", phrase)
    return [at for word in words if len(word[0]) >= _LONG_WORD for at in range(*word.span()) if at]


def _swapped(phrase: str, at: int) -> str:
    return phrase[:at] + phrase[at + 1] + phrase[at] + phrase[at + 2 :]
