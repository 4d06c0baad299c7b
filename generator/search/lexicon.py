"""Which term each form of an archive stands for."""

from __future__ import annotations

from collections.abc import Mapping

from generator.search.analysis import skeleton, stem


class Lexicon:
    def skeleton(self, form: str) -> str:
        return skeleton(form)

    def terms_of(self, frequencies: Mapping[str, int]) -> dict[str, str]:
        return {form: stem(form) for form in frequencies}
