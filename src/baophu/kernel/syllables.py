"""What a Vietnamese syllable looks like: the measure by which one reading of doubtful text beats another."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ONSETS: Final = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
_OPEN: Final = (
    "a|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|iêu|yêu|oa|oe|oi|oai|oay|oao|oeo|ôi|ơi|ua|uê|ui|uy|uya"
    "|uôi|uơ|uây|uyu|ưa|ưi|ưu|ươi|ươu"
)
_NASAL: Final = (
    "am|an|ang|anh|ăm|ăn|ăng|âm|ân|âng|em|en|eng|êm|ên|ênh|im|in|inh|iêm|iên|iêng|yêm|yên|yêng|om|on|ong|oong|oan"
    "|oang|oanh|oăn|oăng|oăm|oam|oen|ôm|ôn|ông|ơm|ơn|um|un|ung|uân|uâng|uôm|uôn|uông|uyên|uynh|uyn|ưm|ưn|ưng|ươm|ươn"
    "|ương|ynh"
)
_STOPPED: Final = (
    "ac|ach|ap|at|ăc|ăp|ăt|âc|âp|ât|ec|ep|et|êch|êp|êt|ich|ip|it|iêc|iêp|iêt|yêt|oc|op|ot|ooc|oac|oach|oat|oăt|oăc"
    "|oet|ôc|ôp|ôt|ơp|ơt|uc|up|ut|uât|uôc|uôt|uyêt|uych|uyt|ưc|ưt|ươc|ươp|ươt|ych"
)
_PLAIN: Final = re.compile(rf"(?:{_ONSETS})?(?:{_OPEN}|{_NASAL})")
_ENDING_IN_STOP: Final = re.compile(rf"(?:{_ONSETS})?(?:{_STOPPED})")
_SHARP_TONES: Final = frozenset("\u0301\u0323")
_TONES: Final = frozenset("\u0300\u0301\u0309\u0303\u0323")


@lru_cache(maxsize=1 << 16)
def is_syllable(word: str) -> bool:
    """Say whether a word is built like one Vietnamese syllable, in any case.

    A syllable that ends in c, ch, p or t carries the acute or the dot below; a syllable has one tone at most.
    """
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [part for part in decomposed if part in _TONES]
    bare = unicodedata.normalize("NFC", "".join(part for part in decomposed if part not in _TONES))
    if len(tones) > 1:
        return False
    if _PLAIN.fullmatch(bare):
        return True
    return bool(tones) and tones[0] in _SHARP_TONES and _ENDING_IN_STOP.fullmatch(bare) is not None
