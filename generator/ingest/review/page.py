"""The report on an import for the person who reviews it: the source beside the result, doubtful articles first.

The page is one file that needs nothing else and asks nobody. What an editor changes on it is saved as
seeds/decisions.yaml. The template escapes everything that comes from a seed: seeds are strangers' texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import jinja2
import msgspec

from generator.importers.decisions import Decision
from generator.ingest.results import Imported
from generator.ingest.review.rows import ROLES, article_row, brief_row, confidence, is_doubtful
from generator.text.terminal import shown

MOST_DOUBTFUL, MOST_SURE = 500, 100  # shown with their sources; of the others a line each
_LEGEND = ("masthead", "date", "kicker", "title", "image_caption", "byline", "dateline", "lede", "body", "subhead",
           "quote", "list", "boilerplate", "tags", "unplaced")  # fmt: skip


def as_page(articles: Sequence[Imported], cut: Sequence[Imported], decisions: Mapping[str, Decision]) -> str:
    """Refused articles first, then those with problems, then the least sure; of those that were cut a line each."""
    whole, brief = sorted(articles, key=_doubt), sorted(cut, key=_doubt)
    decided = msgspec.json.encode({seed: msgspec.to_builtins(one) for seed, one in decisions.items()}).decode()
    return _template().render(
        whole=list(map(article_row, whole)),
        brief=list(map(brief_row, brief)),
        doubtful=sum(map(is_doubtful, (*articles, *cut))),
        legend=[ROLES[role] for role in _LEGEND],
        decisions=_inert(decided),
    )


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    loader = jinja2.PackageLoader("generator.ingest.review", "")
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    # Names of files and messages: signs that turn them around or hide in them are shown as such.
    environment.filters["visible"] = shown
    environment.keep_trailing_newline = True
    return environment.get_template("report.html")


def _doubt(article: Imported) -> tuple[bool, bool, float, str]:
    return article.action != "refused", not article.problems, confidence(article), article.file


def _inert(json: str) -> str:
    """JSON that cannot end its script element."""
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
