"""Chinese words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "updated": "更新",
    "end": "责任编辑|版权所有",
    "end line": "相关新闻|相关阅读|推荐阅读|热门文章",
    "web byline label": "作者|记者|文|撰文|責任編輯|記者|来源记者",
    "page that is no article": (
        "页面不存在|页面未找到|找不到页面|登录|登入|注册|搜索结果|搜尋結果|联系我们|關於我們|关于我们|隐私政策|网站地图"
    ),
}
