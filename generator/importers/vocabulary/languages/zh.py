"""Chinese words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "updated": "更新",
    "end": "责任编辑|版权所有",
    "end line": "相关新闻|相关阅读|推荐阅读|热门文章",
    "web byline label": "作者|记者|文|撰文|責任編輯|記者|来源记者",
}
