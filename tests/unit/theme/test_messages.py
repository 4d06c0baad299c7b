"""The generator's catalogues: the same words in every language, each with all plural forms of its own."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import yaml
from babel import Locale

from generator.theme.messages import CATALOGUES, FALLBACK_LANGUAGE, Messages, _fields, load_messages

LANGUAGES = sorted(path.stem for path in CATALOGUES.glob("*.yaml"))
OTHERS = [language for language in LANGUAGES if language != FALLBACK_LANGUAGE]


def flat(tree: Mapping[str, object], above: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in tree.items():
        is_branch = isinstance(value, Mapping) and "other" not in value
        found |= flat(value, f"{above}{key}.") if is_branch else {f"{above}{key}": value}
    return found


def own_words(language: str) -> dict[str, object]:
    return flat(yaml.safe_load((CATALOGUES / f"{language}.yaml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_holds_the_words_of_the_english_one_in_its_order(language: str) -> None:
    assert list(own_words(language)) == list(own_words(FALLBACK_LANGUAGE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_empty_and_all_ask_for_what_they_are_given(language: str) -> None:
    english: Messages = load_messages((), FALLBACK_LANGUAGE)
    for key, said in load_messages((), language).items():
        assert said, key
        if not key.startswith("count."):
            assert _fields(said) == _fields(english[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_has_every_plural_form_of_the_language(language: str) -> None:
    forms = {str(Locale.parse(language).plural_form(number)) for number in range(1000)}
    for key, said in own_words(language).items():
        if key.startswith("count."):
            assert isinstance(said, dict) and set(said) == forms, key
