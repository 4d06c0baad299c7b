"""Chinese words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "updated": "更新",
    "end": "责任编辑|版权所有",
    "end line": "相关新闻|相关阅读|推荐阅读|热门文章",
}
