"""Whether letters follow each other as in real words: so an alphabet that was read wrongly gives itself away."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Each word: a letter, and the letters that often follow it. They make four in five pairs of news in these alphabets
# (Arabic with Persian and Urdu, Hebrew, Cyrillic, Greek), and a tenth of the pairs of a wrong reading.
_FOLLOWERS = (
    "آن أمنو إلن اءئبتجحخدرزسشصضطعفقلمنهوی بادرعلنهويی تابحخرعفقمنهويی جادلمه حاتدوي خاتدلو داةرعمنهويی "
    "ذا رابةتجدسفقكنهويی زامه سابتلمويی شاتدرو صال ضاو طاقل عابدرلمنوي فاترعي قادلهوي كاو "
    "لأإابةتجحدرسشعفقكلمنهوىيی مابةتجحخدرسشعقلنهويکیے نےاتدسشطنهويگی هادرمو وابتجدرزسضعقلمنيیں "
    "ياةدرسقلمنو کارشنهےیو گارفی یاتدرسنهکگںے ہےیاوں سے پر ٹی ئے אבוחילמנרשת בהוינשארדל גדורי דיהובר "
    "היתאבוכמנשע ובדולםןעץרתחנסק זהמ חולרבי טוחיר יהוטיםמןענתרלש כלהנימ להיתאוכש מוחימשנהעדרת נית ןי סוט "
    "עדלתבהור פורלי צראה קיובהר ראעוהבישת שהולפתרא תונפקרתימ авгдзйклмнрстя бры ваеилос гио даеилнору "
    "егдезйлмнрст же заи ибдеийлмнрст йзс каиор лаеиосья маеиоыь наеинотыя обвгдйлмнрст пеору раеиоуы "
    "сеиклопстья тавеиорь улт хо ци чеит ые ье эт αινλπτςρκγσθ ειντλςρκπγδ ιασνκοτρς καοιρεά λαοεηλύ "
    "μεαποάί νααετοη ουςνιλρπτγμ ποραεάό ραιογεώά σετηταύ τοηαιηςουω υνςτρμλσ ηςνσκμτ ωνρσςτ θηεα γιαρρκ "
    "δειηαι χερωαι φορω "
)
_PAIRS = frozenset(word[0] + second for word in _FOLLOWERS.split() for second in word[1:])
_WORD = re.compile(r"[^\W\d_]{2,}")
# Letters with marks and forms that the table leaves out, as the letter that they are.
_SAME: Mapping[int, str] = {ord(letter): None for letter in "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"}  # type: ignore[misc]
ENOUGH = 0.5  # real words reach .7, wrong readings .25 (tests/unit/text/test_letter_pairs.py)

_CAPITAL_WITHIN = re.compile("(?<=[а-яёα-ωß-öø-ÿ])[А-ЯЁΑ-ΩÀ-ÖØ-Þ]")


def share_of_usual_pairs(text: str) -> float:
    """The share of letter pairs in words that are usual ones; 0 for a text without pairs."""
    pairs = usual = 0
    for word in _WORD.findall(text.translate(_SAME).lower()):
        pairs += len(word) - 1
        usual += sum(word[index : index + 2] in _PAIRS for index in range(len(word) - 1))
    return usual / pairs if pairs else 0.0


def score_of_reading(text: str) -> float:
    """The same for text that bytes may stand for, less the more of it are signs, or capitals within words."""
    foreign = [sign for sign in text if sign > "\x7f" and not sign.isspace()]
    if not foreign:
        return 0.0
    likely = sum(map(str.isalpha, foreign)) - 2 * sum(map(len, _CAPITAL_WITHIN.findall(text)))
    return share_of_usual_pairs(text) * max(0, likely) / len(foreign)
