"""Programs that fetch pages for AI, as their operators name them for robots.txt: one row each, with the source.

`training` collects texts for models, `search` builds an index that answers are given from, `user` fetches a page that
somebody asked about. Search engines that also answer by AI (Googlebot, Bingbot) are not here: a site that refuses
them is not found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

LISTED = "2026-12-01"  # the day of this list: its names are those that ai.robots.txt has collected
_LIST = "https://github.com/ai-robots-txt/ai.robots.txt"  # the source where an operator publishes no page
_OPENAI = "https://developers.openai.com/docs/bots"
_ANTHROPIC = "https://support.claude.com/en/articles/8896518"
_META = "https://developers.facebook.com/docs/sharing/webmasters/web-crawlers"
_AMAZON = "https://developer.amazon.com/amazonbot"
_PERPLEXITY = "https://docs.perplexity.ai/guides/bots"
Use = Literal["training", "search", "user"]


class Crawler(msgspec.Struct, frozen=True):
    """`name` is its product token in robots.txt."""

    name: str
    operator: str
    use: Use
    source: str


CRAWLERS = (
    Crawler("AI2Bot", "Ai2", "training", "https://allenai.org/crawler"),
    Crawler("Amazonbot", "Amazon", "training", _AMAZON),
    Crawler("Amzn-SearchBot", "Amazon", "search", _AMAZON),
    Crawler("Amzn-User", "Amazon", "user", _AMAZON),
    Crawler("Applebot-Extended", "Apple", "training", "https://support.apple.com/en-us/119829"),
    Crawler("Bytespider", "ByteDance", "training", _LIST),
    Crawler("CCBot", "Common Crawl", "training", "https://commoncrawl.org/ccbot"),
    Crawler("ChatGPT-User", "OpenAI", "user", _OPENAI),
    Crawler("Claude-SearchBot", "Anthropic", "search", _ANTHROPIC),
    Crawler("Claude-User", "Anthropic", "user", _ANTHROPIC),
    Crawler("ClaudeBot", "Anthropic", "training", _ANTHROPIC),
    Crawler("DeepSeekBot", "DeepSeek", "training", _LIST),
    Crawler("Diffbot", "Diffbot", "training", _LIST),
    Crawler("DuckAssistBot", "DuckDuckGo", "search", "https://duckduckgo.com/duckduckgo-help-pages/results/duckassistbot"),
    Crawler("FacebookBot", "Meta", "training", _META),
    Crawler("GPTBot", "OpenAI", "training", _OPENAI),
    Crawler("Google-CloudVertexBot", "Google", "search", "https://developers.google.com/search/docs/crawling-indexing/google-common-crawlers"),
    Crawler("Google-Extended", "Google", "training", "https://developers.google.com/search/docs/crawling-indexing/google-common-crawlers"),
    Crawler("ImagesiftBot", "ImageSift", "training", "https://imagesift.com/about"),
    Crawler("Meta-ExternalAgent", "Meta", "training", _META),
    Crawler("Meta-ExternalFetcher", "Meta", "user", _META),
    Crawler("MistralAI-User", "Mistral", "user", "https://docs.mistral.ai/robots"),
    Crawler("OAI-SearchBot", "OpenAI", "search", _OPENAI),
    Crawler("PanguBot", "Huawei", "training", _LIST),
    Crawler("Perplexity-User", "Perplexity", "user", _PERPLEXITY),
    Crawler("PerplexityBot", "Perplexity", "search", _PERPLEXITY),
    Crawler("Timpibot", "Timpi", "training", _LIST),
    Crawler("Webzio-Extended", "Webz.io", "training", "https://webz.io/bot.html"),
    Crawler("YouBot", "You.com", "search", _LIST),
    Crawler("cohere-ai", "Cohere", "user", _LIST),
    Crawler("cohere-training-data-crawler", "Cohere", "training", _LIST),
    Crawler("meta-webindexer", "Meta", "search", _META),
    Crawler("omgili", "Webz.io", "training", "https://webz.io/bot.html"),
)  # fmt: skip
_REFUSED: dict[str, frozenset[Use]] = {
    "none": frozenset({"training", "search", "user"}),
    "search": frozenset({"training"}),
}


def refused(policy: str) -> Sequence[Crawler]:
    """The crawlers that a policy turns away, in the order of their names."""
    uses = _REFUSED.get(policy, frozenset())
    return [one for one in CRAWLERS if one.use in uses]
