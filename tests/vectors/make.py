"""Writes the vectors that Python and JavaScript must both give: analysis.tsv and, by twins.py, twins.jsonl.

    python tests/vectors/make.py

analysis.tsv has word forms with their folded token, stem and skeleton. Forms are made by rule from letters, clitics and
endings, and drawn from odd corners of Unicode.
"""

from __future__ import annotations

import random
from pathlib import Path

from twins import lines as twin_lines

from generator.search.analysis.analyzer import skeleton, stem, tokens
from generator.search.analysis.lexicon import packaged_frequencies, packaged_words

CLITICS = ("", "ال", "و", "وال", "ب", "بال", "ل", "لل", "ولل", "ف", "فال", "ك", "كال", "س", "وب", "وبال")
ENDINGS = ("", "ها", "هم", "ات", "ين", "ون", "ه", "ة", "ية", "ي", "ان", "تها", "نا", "وا", "اء", "ى")
STEMS = "مصر كتاب رئيس وزير موسكو حكومة لغة مسؤول شؤون قراءة سماء أوكرانيا إسلام آثار لبنان بغداد غزة هيئة سؤال بيئة ملجأ".split()
ODD = (
    "ﺳﻼﻡ",
    "مُحَمَّدٌ",
    "رضـــا",
    "‫ترامب‬",
    "٢٠٢٥",
    "۲۰۲۵",
    "کتاب",
    "گوگل",
    "Beyoncé",
    "COVID-19",
    "ﷲ",
    "ﷺ",
    "e\u0301t\u00e9",
    "Straße",
    "İstanbul",
    "ΣΑΣ",
    "می‌خواهم",
    "ۀ",
    "ئ",
    "ء",
    "أ",
    "ؤ",
    "½",
    "Ⅷ",
    "x²",
    "日本語",
    "עברית",
    "Привет",
    "ß",
    "ﬁn",
    "a_b",
    "don't",
    "U.S.A",
    "𝐀𝐁",
    "٣٫١٤",
)


def forms() -> list[str]:
    chance = random.Random(1)
    made = [clitic + word + ending for clitic in CLITICS for word in STEMS for ending in ENDINGS]
    letters = "اأإآبتثجحخدذرزسشصضطظعغفقكلمنهويىةءئؤپچگکی"
    made += ["".join(chance.choice(letters) for _ in range(chance.randint(1, 9))) for _ in range(9000)]
    packaged = [*packaged_words(), *packaged_frequencies()]
    return list(dict.fromkeys([*ODD, *made, *sorted(packaged)]))


def main() -> None:
    lines = [
        "\t".join((form, *(" ".join(map(step, tokens(form))) for step in (str, stem, skeleton)))) for form in forms()
    ]
    Path(__file__).with_name("analysis.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    Path(__file__).with_name("twins.jsonl").write_text("\n".join(twin_lines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
